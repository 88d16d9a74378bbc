package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Refusals by the application on Tomcat.
 */
class ServletApplicationChallengeTests extends ApplicationChallengeTests {

	ServletApplicationChallengeTests() {
		super(WebApplicationType.SERVLET, ServletSpringUserApplication.class);
	}

}
