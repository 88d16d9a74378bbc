package io.microgate.verdict;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * {@link RefusalBodyTests} on Tomcat.
 */
class ServletRefusalBodyTests extends RefusalBodyTests {

	ServletRefusalBodyTests() {
		super(new TestStack("servlet", WebApplicationType.SERVLET, Application.class, "server.servlet.context-path"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	@Import({ RefusalBodyTests.Handlers.class, DecisionRecorder.class })
	static class Application {

	}

}
