package io.microgate.check;

import org.springframework.boot.SpringApplication;

/**
 * Applications that the command is compared with.
 */
final class Applications {

	private Applications() {
	}

	/**
	 * Creates an application as it runs in production. The command needs the test module
	 * on the class path, which would stop an application that no test has started.
	 * @param type configuration of the application
	 * @return the application
	 */
	static SpringApplication withoutTestSupport(Class<?> type) {
		SpringApplication application = new SpringApplication(type);
		application.setInitializers(application.getInitializers()
			.stream()
			.filter((each) -> !each.getClass().getName().startsWith("io.microgate.test."))
			.toList());
		return application;
	}

}
