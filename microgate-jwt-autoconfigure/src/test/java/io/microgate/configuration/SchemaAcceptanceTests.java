package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.ProjectFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The JSON schemas accept every configuration that loads: those of the documentation, of
 * the samples and of the verdict table, and every shape of a manifest.
 */
class SchemaAcceptanceTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.microgate.configuration.DocumentationYamlTests#blocks")
	void validateWhenBlockOfDocumentationThenNoProblem(String name, String yaml) {
		SchemaFile schema = yaml.contains("\ncases:") || yaml.startsWith("cases:") ? SchemaFile.CASES
				: yaml.startsWith("apiVersion:") ? SchemaFile.MANIFESTS : SchemaFile.APPLICATION;
		assertThat(schema.problems(yaml)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("files")
	void validateWhenFileOfSampleThenNoProblem(Path file) throws IOException {
		SchemaFile schema = file.endsWith("src/main/resources/application.yml") ? SchemaFile.APPLICATION
				: SchemaFile.PROFILE;
		assertThat(schema.problems(Files.readString(file))).isEmpty();
	}

	static List<Path> files() throws IOException {
		List<Path> files = ProjectFiles.endingWith(".yml")
			.stream()
			.filter((file) -> file.getFileName().toString().startsWith("application"))
			.toList();
		assertThat(files).hasSizeGreaterThan(2);
		return files;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("chapters")
	void validateWhenConfigurationOfVerdictTableThenNoProblem(String name, String yaml) {
		assertThat(SchemaFile.APPLICATION.problems(yaml)).isEmpty();
	}

	static List<Arguments> chapters() throws IOException {
		List<Arguments> chapters = new ArrayList<>();
		for (Resource file : resources("verdicts/*.yaml")) {
			Map<String, Object> chapter = new Yaml().load(file.getContentAsString(StandardCharsets.UTF_8));
			chapters.add(arguments(file.getFilename(), chapter.get("configuration")));
		}
		return chapters;
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "contract-example.yml", "reload/*.yml" })
	void validateWhenConfigurationOfTestThenNoProblem(String pattern) throws IOException {
		for (Resource file : resources(pattern)) {
			assertThat(SchemaFile.APPLICATION.problems(file.getContentAsString(StandardCharsets.UTF_8))).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "shapes/*.y*ml", "microgateway/*.y*ml", "edits/*.yaml", "precedence/*.yaml" })
	void validateWhenManifestThenNoProblem(String pattern) throws IOException {
		assertThat(resources(pattern)).isNotEmpty();
		for (Resource file : resources(pattern)) {
			assertThat(SchemaFile.MANIFESTS.problems(file.getContentAsString(StandardCharsets.UTF_8)))
				.as(file.getFilename())
				.isEmpty();
		}
	}

	private static Resource[] resources(String pattern) throws IOException {
		return new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern);
	}

}
