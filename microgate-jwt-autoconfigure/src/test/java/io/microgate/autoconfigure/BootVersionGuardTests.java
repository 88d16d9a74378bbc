package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.Map;

import io.microgate.PageBlock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.MockedStatic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mockStatic;

/**
 * Tests for {@link BootVersionGuard}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class BootVersionGuardTests {

	private static void run(String version, String... arguments) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
		application.addListeners(new BootVersionGuard(version));
		application.run(arguments).close();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "2.7.18", "3.4.12", "3.5.9", "4.0.6", "4.0.10", "4.1.0-M1", "4.1.0-RC1", "4.1.0-SNAPSHOT",
			"nonsense" })
	void runWhenVersionIsTooOldThenStopsWithOneSentence(String version, CapturedOutput output) {
		assertThatExceptionOfType(UnsupportedBootVersionException.class).isThrownBy(() -> run(version));
		assertThat(output)
			.containsOnlyOnce("Microgate JWT needs Spring Boot 4.1.0 or newer, but the application runs with "
					+ ((version != null) ? version : "a version"))
			.contains("APPLICATION FAILED TO START")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.1.0", "4.1.17", "4.1.3-SNAPSHOT" })
	void runWhenVersionIsSupportedThenStartsWithoutAWord(String version, CapturedOutput output) {
		run(version);
		assertThat(output).doesNotContain("Microgate JWT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.2.0", "4.10.1", "5.0.0-M1" })
	void runWhenVersionIsNewerThanTriedThenWarns(String version, CapturedOutput output) {
		run(version);
		assertThat(output).containsOnlyOnce("Microgate JWT has not been tried with Spring Boot " + version);
	}

	@Test
	void runWhenSwitchedOffThenVersionDoesNotMatter() {
		run("3.5.9", "--microgate.enabled=false");
	}

	@Test
	void runWhenNoListenerHasAskedThenStopsAllTheSame() {
		try (MockedStatic<SpringBootVersion> version = mockStatic(SpringBootVersion.class)) {
			version.when(SpringBootVersion::getVersion).thenReturn("4.0.9");
			ServletContexts.runner()
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(UnsupportedBootVersionException.class));
			ReactiveContexts.runner()
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(UnsupportedBootVersionException.class));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Test
	void messageWhenPageQuotesItThenTheOneThatIsPrinted() throws IOException {
		String sentence = PageBlock.read("docs/reference/compatibility.md", "Older and newer versions", "").strip();
		assertThatExceptionOfType(UnsupportedBootVersionException.class).isThrownBy(() -> run("3.5.16"))
			.withMessage(sentence);
	}

}
