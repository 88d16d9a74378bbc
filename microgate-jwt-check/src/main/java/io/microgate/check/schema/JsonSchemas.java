package io.microgate.check.schema;

import java.util.List;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the JSON schema (draft-07) of one kind of file.
 */
public final class JsonSchemas {

	/** The properties of an application in YAML. */
	public static final String APPLICATION = "application";

	/** A file that is for a profile only, which other files complete. */
	public static final String PROFILE = "profile";

	/** Kubernetes manifests. */
	public static final String MANIFESTS = "manifests";

	/** Policy cases. */
	public static final String CASES = "cases";

	/** Names of the kinds of files. */
	public static final List<String> NAMES = List.of(APPLICATION, PROFILE, MANIFESTS, CASES);

	/** The same text on every system. */
	private static final ObjectWriter WRITER = JsonMapper.shared()
		.writer()
		.with(new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER))
			.withObjectIndenter(new DefaultIndenter("  ", "\n")));

	private JsonSchemas() {
	}

	/**
	 * The name of the file that holds a schema.
	 * @param name name of the kind
	 * @return the name of the file
	 */
	public static String fileName(String name) {
		return name + ".schema.json";
	}

	/**
	 * Writes the schema of a kind of file.
	 * @param name name of the kind
	 * @return the schema, indented, with a line end
	 * @throws IllegalArgumentException if there is no such kind
	 */
	public static String write(String name) {
		return WRITER.writeValueAsString(create(name)) + "\n";
	}

	private static ObjectNode create(String name) {
		return switch (name) {
			case APPLICATION -> ApplicationSchema.create();
			case PROFILE -> ApplicationSchema.createForProfile();
			case MANIFESTS -> ManifestSchema.create();
			case CASES -> CasesSchema.create();
			default ->
				throw new IllegalArgumentException("There is no schema of '%s', only of %s".formatted(name, NAMES));
		};
	}

}
