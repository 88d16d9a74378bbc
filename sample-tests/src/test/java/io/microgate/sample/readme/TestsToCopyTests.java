package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests to copy need nothing that stays behind in the samples.
 */
class TestsToCopyTests {

	private static final Pattern LINK = Pattern.compile("\\((src/test/java/[^)]+\\.java)\\)");

	@ParameterizedTest
	@ValueSource(strings = { "sample-app", "sample-reactive-app" })
	void testWhenListedThenIsSelfContained(String sample) throws IOException {
		Path directory = Path.of("..", sample);
		List<Path> tests = LINK.matcher(Files.readString(directory.resolve("README.md")))
			.results()
			.map((link) -> directory.resolve(link.group(1)))
			.toList();
		assertThat(tests).isNotEmpty()
			.allSatisfy((test) -> assertThat(Files.readAllLines(test))
				.noneMatch((line) -> line.contains("import io.microgate.sample"))
				.noneMatch((line) -> line.contains(" extends ")));
	}

}
