package io.microgate.explorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotationUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

/**
 * Tests for {@link ExplorerRuntimeHints}: every resource of the module is kept.
 */
class ExplorerRuntimeHintsTests {

	private static final Path RESOURCES = Path.of("src/main/resources");

	@Test
	void registerHintsWhenProcessedThenResourcesAreKept() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		new ExplorerRuntimeHints().registerHints(hints, null);
		assertThat(resources()).hasSizeGreaterThan(2)
			.allSatisfy((name) -> assertThat(resource().forResource(name)).accepts(hints));
	}

	@Test
	void configurationWhenProcessedThenRegistersHints() {
		assertThat(AnnotationUtils.getAnnotation(ExplorerAutoConfiguration.class, ImportRuntimeHints.class).value())
			.containsExactly(ExplorerRuntimeHints.class);
	}

	private static List<String> resources() throws IOException {
		try (Stream<Path> files = Files.walk(RESOURCES.resolve("io"))) {
			return files.filter(Files::isRegularFile)
				.map((file) -> RESOURCES.relativize(file).toString().replace('\\', '/'))
				.toList();
		}
	}

}
