package io.microgate.verdict;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;

/**
 * {@link PrincipalTests} on Netty.
 */
class ReactivePrincipalTests extends PrincipalTests {

	ReactivePrincipalTests() {
		super(new TestStack("reactive", WebApplicationType.REACTIVE, Application.class, "spring.webflux.base-path"));
	}

	@Test
	void reactiveConverterWhenInApplicationThenWinsWithWarning(CapturedOutput output) throws IOException {
		assertConverterWins(output, "ReactiveJwtAuthenticationConverter", "reactive-converter");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
			TomcatReactiveManagementContextAutoConfiguration.class })
	@EnableReactiveMethodSecurity
	@Import({ PrincipalController.class, PrincipalController.Converters.class, DecisionRecorder.class })
	static class Application {

	}

}
