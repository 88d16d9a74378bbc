package io.microgate.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for this module on the class path of an application in a process of its own.
 */
class RunTimeClassPathTests {

	@TempDir
	private Path directory;

	@Test
	void applicationWhenModuleIsOnClassPathThenExitsAndSaysWhy() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Application.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).isOne();
		assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("APPLICATION FAILED TO START")
			.contains(
					"The module 'microgate-jwt-test' is on the class path of an application that no test has started");
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgate-jwt-starter", "microgate-jwt-autoconfigure", "microgate-jwt-explorer" })
	void moduleOfApplicationWhenReadThenDoesNotDependOnThis(String module) throws IOException {
		assertThat(Path.of("..", module, "pom.xml")).content().doesNotContain("microgate-jwt-test");
	}

	public static class Application {

		public static void main(String[] arguments) {
			SpringApplication.run(Shop.class, arguments);
		}

	}

}
