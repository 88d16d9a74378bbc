package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Outages of the identity provider on Netty.
 */
class ReactiveOutageTests extends OutageTests {

	ReactiveOutageTests() {
		super(WebApplicationType.REACTIVE);
	}

}
