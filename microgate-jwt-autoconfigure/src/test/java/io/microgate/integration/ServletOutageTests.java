package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Outages of the identity provider on Tomcat.
 */
class ServletOutageTests extends OutageTests {

	ServletOutageTests() {
		super(WebApplicationType.SERVLET);
	}

}
