package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.microgate.check.schema.JsonSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command prints the schemas that the documentation has.
 */
class SchemaCommandTests {

	private static final Path DIRECTORY = Path.of("..", "docs", "schema");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	static List<String> names() {
		return JsonSchemas.NAMES;
	}

	@ParameterizedTest
	@MethodSource("names")
	void runWhenSchemaThenPrintsFileOfDocumentation(String name) throws IOException {
		Path file = DIRECTORY.resolve(JsonSchemas.fileName(name));
		assertThat(run("schema", name)).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.as("%s is not what the specs say; to rewrite it: java -jar microgate-jwt-check.jar schema %s > docs/schema/%s",
					file, name, file.getFileName())
			.isEqualTo(Files.exists(file) ? Files.readString(file) : "");
	}

	@Test
	void runWhenSchemaWithoutNameThenPrintsThatOfApplication() {
		assertThat(run("schema")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).isEqualTo(JsonSchemas.write(JsonSchemas.APPLICATION));
		assertThat(this.err.size()).isZero();
	}

	@Test
	void runWhenSchemaIsNotKnownThenMisused() {
		assertThat(run("schema", "routes")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("Not understood: routes")
			.contains(JsonSchemas.NAMES);
		assertThat(this.out.size()).isZero();
	}

	@Test
	void runWhenSeveralSchemasThenMisused() {
		assertThat(run("schema", "application", "manifests")).isEqualTo(2);
	}

	private int run(String... arguments) {
		return new CheckCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(arguments);
	}

}
