package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * On Netty.
 */
class ReactiveCoverageTests extends CoverageTests {

	ReactiveCoverageTests() {
		super(WebApplicationType.REACTIVE, ReactiveCoverageApplication.class, "{spring.webflux.base-path: /app}", "");
	}

}
