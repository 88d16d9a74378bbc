package io.microgate.verdict;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;

/**
 * {@link RefusalBodyTests} on Netty.
 */
class ReactiveRefusalBodyTests extends RefusalBodyTests {

	ReactiveRefusalBodyTests() {
		super(new TestStack("reactive", WebApplicationType.REACTIVE, Application.class, "spring.webflux.base-path"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
			TomcatReactiveManagementContextAutoConfiguration.class })
	@EnableReactiveMethodSecurity
	@Import({ RefusalBodyTests.Handlers.class, DecisionRecorder.class })
	static class Application {

	}

}
