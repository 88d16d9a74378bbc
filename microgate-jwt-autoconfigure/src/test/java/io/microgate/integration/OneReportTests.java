package io.microgate.integration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A failed start prints the report once, whatever else logs the failure.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class OneReportTests {

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void runWhenConfigurationIsWrongThenReportIsPrintedOnce(WebApplicationType type, CapturedOutput output) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run("--server.port=0", "--microgate.rutes.a.paths=/a"));
		assertThat(output).containsOnlyOnce("Did you mean 'routes'?").containsOnlyOnce("1. microgate.rutes");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
