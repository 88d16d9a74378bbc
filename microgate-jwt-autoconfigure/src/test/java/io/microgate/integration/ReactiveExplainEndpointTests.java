package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * The endpoint that explains requests on Netty.
 */
class ReactiveExplainEndpointTests extends ExplainEndpointTests {

	ReactiveExplainEndpointTests() {
		super(WebApplicationType.REACTIVE, "spring.webflux.base-path: shop/\n");
	}

}
