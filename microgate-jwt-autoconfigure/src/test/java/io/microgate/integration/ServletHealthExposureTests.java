package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * Health and other endpoints on Tomcat.
 */
class ServletHealthExposureTests extends HealthExposureTests {

	private static final String MOUNTED = """
			server.servlet.context-path: /shop
			spring.mvc.servlet.path: /mvc
			""";

	ServletHealthExposureTests() {
		super(WebApplicationType.SERVLET, MOUNTED, "/shop", "/mvc");
	}

	@Override
	int doubledSlashBeforeBase() {
		return 400;
	}

}
