package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Health and other endpoints on Netty.
 */
class ReactiveHealthExposureTests extends HealthExposureTests {

	ReactiveHealthExposureTests() {
		super(WebApplicationType.REACTIVE, "spring.webflux.base-path: /shop\n", "/shop", "");
	}

	/** Spring answers before any filter. */
	@Override
	int doubledSlashBeforeBase() {
		return 404;
	}

}
