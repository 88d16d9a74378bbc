package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.microgate.ProjectFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON schema of {@code docs/schema}, which YAML is held against as an editor does:
 * each document alone.
 */
final class SchemaFile {

	private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7,
			(registry) -> registry.schemas(Stream.of("application", "profile", "manifests", "cases")
				.collect(Collectors.toMap(SchemaFile::location, SchemaFile::read))));

	static final SchemaFile APPLICATION = new SchemaFile("application");

	/** Of a file for a profile, which other files complete. */
	static final SchemaFile PROFILE = new SchemaFile("profile");

	static final SchemaFile MANIFESTS = new SchemaFile("manifests");

	static final SchemaFile CASES = new SchemaFile("cases");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Schema schema;

	private SchemaFile(String name) {
		this.schema = REGISTRY.getSchema(SchemaLocation.of(location(name)));
		this.schema.initializeValidators();
	}

	private static String location(String name) {
		return "https://example.com/schema/" + name + ".schema.json";
	}

	private static String read(String name) {
		try {
			return Files.readString(ProjectFiles.ROOT.resolve("docs/schema/" + name + ".schema.json"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Holds documents against the schema.
	 * @param yaml the documents
	 * @return what is wrong with them
	 */
	List<String> problems(String yaml) {
		List<String> problems = new ArrayList<>();
		for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
			this.schema.validate(JSON.valueToTree(document)).forEach((error) -> problems.add(error.toString()));
		}
		return problems;
	}

}
