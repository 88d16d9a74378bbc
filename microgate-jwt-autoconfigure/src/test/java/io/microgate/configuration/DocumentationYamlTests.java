package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.microgate.ProjectFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every YAML block of the documentation is a configuration that starts, or manifests that
 * are one.
 */
class DocumentationYamlTests {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$");

	/** Policy cases, which are no configuration. */
	private static final Pattern CASES = Pattern.compile("(?m)^cases:");

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void readWhenBlockOfDocumentationThenNoProblem(String name, String yaml) throws IOException {
		MockEnvironment environment = new MockEnvironment();
		if (yaml.startsWith("apiVersion:")) {
			Files.writeString(this.directory.resolve("block.yaml"), yaml);
			environment.setProperty("microgate.manifests[0]", this.directory.toUri().toString());
			assertThat(Configurations.read(environment).routes()).isNotEmpty();
			return;
		}
		String tested = yaml.replace("file:/etc/microgateway/", "classpath:/microgateway/");
		new YamlPropertySourceLoader().load(name, new ByteArrayResource(tested.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addLast);
		assertThatNoException().isThrownBy(() -> Configurations.read(environment));
	}

	static List<Arguments> blocks() throws IOException {
		List<Arguments> blocks = new ArrayList<>();
		for (Path document : ProjectFiles.endingWith(".md")) {
			String text = Files.readString(document);
			BLOCK.matcher(text).results().filter((block) -> !CASES.matcher(block.group(1)).find()).forEach((block) -> {
				long line = text.substring(0, block.start()).lines().count() + 1;
				blocks.add(arguments(document + ":" + line, block.group(1).stripIndent()));
			});
		}
		return blocks;
	}

}
