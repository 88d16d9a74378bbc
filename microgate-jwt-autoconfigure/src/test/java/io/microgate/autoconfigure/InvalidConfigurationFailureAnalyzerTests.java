package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.Set;

import io.microgate.PageBlock;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.configuration.InvalidConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What an operator reads when the start fails.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class InvalidConfigurationFailureAnalyzerTests {

	@Test
	void analyzeWhenWrappedThenAllProblems() {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> CheckedConfiguration.read(Configurations.environment("""
						microgate:
						  jwks:
						    keys:
						      provider:
						        remote:
						          timeouts: {connect: 90}
						  unmatchedRequests: allow
						"""), Set.of()));
		FailureAnalysis analysis = new InvalidConfigurationFailureAnalyzer()
			.analyze(new IllegalStateException("wrapped", failure));
		assertThat(analysis.getDescription()).isEqualToNormalizingNewlines("""
				The configuration under 'microgate' has 3 problems:

				1. microgate.jwks.keys.provider.remote.timeouts.connect
				    Value: 90
				    Rule: must be a string, but is read as a number
				    Cure: Add a unit, such as 90s
				    Origin: Byte array resource [document-0] - 6:31

				2. microgate.jwks.keys.provider.remote.uri
				    Rule: is required
				    Cure: Add 'uri'
				    Origin: Byte array resource [document-0] - 6:31

				3. microgate.unmatched-requests
				    Value: "allow"
				    Rule: must be one of [deny, pass]
				    Cure: Write one of these values
				    Origin: Byte array resource [document-0] - 7:22""");
		assertThat(analysis.getCause()).isSameAs(failure);
	}

	@Test
	void runWhenConfigurationIsInvalidThenProblemsAreLogged(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Reading.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--microgate.rutes.a.paths=/a"));
		assertThat(output).contains("APPLICATION FAILED TO START", "1. microgate.rutes", "Did you mean 'routes'?",
				"\"microgate.rutes.a.paths\" from property source \"commandLineArgs\"");
	}

	@Test
	void analyzeWhenPageQuotesProblemThenTheOneThatIsPrinted() throws IOException {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> CheckedConfiguration.read(Configurations.environment("""
						microgate:
						  enabled: true
						  unmatched-request: pass
						"""), Set.of()));
		String problem = PageBlock.read("docs/reference/configuration.md", "Start-up errors and warnings", "");
		assertThat(new InvalidConfigurationFailureAnalyzer().analyze(failure).getDescription())
			.endsWith(problem.replace("class path resource [application.yml]", "Byte array resource [document-0]")
				.stripTrailing());
	}

	@Configuration(proxyBeanMethods = false)
	static class Reading {

		@Bean
		CheckedConfiguration configuration(Environment environment) {
			return CheckedConfiguration.read(environment, Set.of());
		}

	}

}
