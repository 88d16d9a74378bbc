package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * On Tomcat.
 */
class ServletCoverageTests extends CoverageTests {

	ServletCoverageTests() {
		super(WebApplicationType.SERVLET, ServletCoverageApplication.class,
				"{server.servlet.context-path: /app, spring.mvc.servlet.path: /mvc}", "/mvc");
	}

}
