package io.microgate.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link BrokenYamlFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class BrokenYamlFailureAnalyzerTests {

	@Test
	void runWhenKeyIsThereTwiceThenNamesTheFileAndTheCure(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		start(directory, "application.yml", "microgate:\n  secrets: {a: hush}\nmicrogate:\n  jwks: {}\n");
		assertThat(output.getAll())
			.contains("APPLICATION FAILED TO START",
					"application.yml] is not YAML: found duplicate key microgate, line 3, column 1",
					"Put the keys of the second 'microgate:' below the first 'microgate:'")
			.doesNotContain("hush", "\tat ");
	}

	@Test
	void runWhenFileOfProfileIsBrokenThenNamesIt(@TempDir Path directory, CapturedOutput output) throws IOException {
		start(directory, "application-test.yaml", "client-secret: hush\na: [\n", "--spring.profiles.active=test");
		assertThat(output.getAll()).contains("application-test.yaml] is not YAML: ", "Correct the file there")
			.doesNotContain("hush");
	}

	@Test
	void runWhenFileIsElsewhereThenSaysWhatIsWrong(@TempDir Path directory, CapturedOutput output) throws IOException {
		start(directory, "other.yml", "a: 1\na: 2\n", "--spring.config.location=file:" + directory + "/other.yml");
		assertThat(output.getAll()).contains("A file is not YAML: found duplicate key a, line 2, column 1");
	}

	@Test
	void analyzeWhenYamlIsNotOfTheConfigurationThenLeavesIt() {
		Throwable failure = catchThrowable(() -> new Yaml().load("a: ["));
		assertThat(new BrokenYamlFailureAnalyzer().analyze(failure)).isNull();
	}

	private static void start(Path directory, String name, String yaml, String... arguments) throws IOException {
		Files.writeString(directory.resolve(name), yaml);
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader classpath = new URLClassLoader(new URL[] { directory.toUri().toURL() }, loader)) {
			thread.setContextClassLoader(classpath);
			SpringApplication application = new SpringApplication(Empty.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			assertThatExceptionOfType(YAMLException.class).isThrownBy(() -> application.run(arguments));
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
