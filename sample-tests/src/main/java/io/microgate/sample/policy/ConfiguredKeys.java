package io.microgate.sample.policy;

import org.springframework.boot.SpringApplication;

/**
 * Starts applications from tests with the keys that their configuration names, where
 * Spring's TestContext framework does not start them.
 */
public final class ConfiguredKeys {

	private ConfiguredKeys() {
	}

	/**
	 * Creates an application that starts as it does without {@code microgate-jwt-test},
	 * whose initializer would stop it.
	 */
	public static SpringApplication application(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setInitializers(application.getInitializers()
			.stream()
			.filter((initializer) -> !initializer.getClass().getName().startsWith("io.microgate.test."))
			.toList());
		return application;
	}

}
