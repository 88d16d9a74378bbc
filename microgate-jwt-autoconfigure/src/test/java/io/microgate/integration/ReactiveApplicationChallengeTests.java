package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Refusals by the application on Netty.
 */
class ReactiveApplicationChallengeTests extends ApplicationChallengeTests {

	ReactiveApplicationChallengeTests() {
		super(WebApplicationType.REACTIVE, ReactiveSpringUserApplication.class);
	}

}
