package io.microgate.verdict;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * {@link PrincipalTests} on Tomcat.
 */
class ServletPrincipalTests extends PrincipalTests {

	ServletPrincipalTests() {
		super(new TestStack("servlet", WebApplicationType.SERVLET, Application.class, "server.servlet.context-path"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	@Import({ PrincipalController.class, PrincipalController.Converters.class, DecisionRecorder.class })
	static class Application {

	}

}
