package io.microgate.check.schema;

import java.util.List;

import io.microgate.configuration.SpecSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the schema of {@code application.yml}: everything under {@code microgate}, with
 * any other keys beside it.
 */
final class ApplicationSchema {

	private static final String MICROGATE = "microgate";

	private static final String PROPERTIES = "properties";

	private static final String PROFILE = "profile";

	private static final String CONFIG_DATA = "config-data";

	/** From 1 to 64 KB, or from 1024 to 65536 bytes. */
	private static final String TOKEN_SIZE = "^\\+?0*(?:(?:[1-9]|[1-5][0-9]|6[0-4])KB|(?:102[4-9]|10[3-9][0-9]|1[1-9][0-9]{2}"
			+ "|[2-9][0-9]{3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-6])B?)$";

	private ApplicationSchema() {
	}

	static ObjectNode create() {
		SpecDefinitions specs = new SpecDefinitions(new PropertyNotation());
		ObjectNode whole = file(specs.reference(SpecSchema.ROOT, KeyDescriptions.ofRoot(), true));
		ObjectNode part = file(specs.reference(SpecSchema.ROOT, KeyDescriptions.ofRoot(), false));
		ObjectNode definitions = specs.definitions();
		allowNothing(definitions, whole);
		allowNothing(definitions, part);
		part.put("$comment", "A document whose configuration is completed by others.");
		definitions.set(PROFILE, part);
		definitions.set(CONFIG_DATA, configData());
		PropertyNotation.addTo(definitions);
		restrict(definitions.at("/RouteSpec/properties/paths/items"), "^/", "must start with a slash");
		for (String prefix : List.of("/", "/" + SpecDefinitions.PART)) {
			restrict(definitions.at(prefix + "MicrogateProperties/properties/secrets/additionalProperties"),
					"^(?:file|classpath):.", "must be the location of a directory, file: or classpath:");
			restrict(definitions.at(prefix + "JwtSpec.Extensions/properties/max-token-size"), TOKEN_SIZE,
					"must be a size from 1KB to 64KB");
		}

		ObjectNode schema = Keywords.object().put("$schema", Keywords.DRAFT);
		schema.put("title", "Configuration of Microgate JWT in application.yml");
		schema.set("type", Keywords.texts("object", "null"));
		schema.putObject(PROPERTIES).putObject(MICROGATE).put("description", "Configuration of Microgate JWT.");
		schema.set("if", Keywords.reference(CONFIG_DATA));
		schema.set("then", Keywords.reference(PROFILE));
		schema.set("else", whole);
		schema.set("definitions", definitions);
		return schema;
	}

	/** The schema of a file that is for some profiles only. */
	static ObjectNode createForProfile() {
		ObjectNode schema = Keywords.object().put("$schema", Keywords.DRAFT);
		schema.put("title", "Configuration of Microgate JWT in the application.yml of a profile");
		schema.set("allOf", Keywords.list(Keywords.object()
			.put("$ref", JsonSchemas.fileName(JsonSchemas.APPLICATION) + "#/definitions/" + PROFILE)));
		return schema;
	}

	/** Says of a string what no constraint of its spec says. */
	private static void restrict(JsonNode text, String expression, String rule) {
		((ObjectNode) text).put("type", "string")
			.put("pattern", expression + "|" + PropertyNotation.HAS_PLACEHOLDER)
			.put("errorMessage", rule);
	}

	private static ObjectNode file(ObjectNode microgate) {
		ObjectNode node = Keywords.object();
		node.putObject(PROPERTIES).set(MICROGATE, microgate);
		return node;
	}

	/** The key {@code microgate} may be there without a value. */
	private static void allowNothing(ObjectNode definitions, ObjectNode file) {
		String reference = file.at("/properties/microgate/$ref").asString();
		ObjectNode definition = (ObjectNode) definitions.get(reference.substring(reference.lastIndexOf('/') + 1));
		definition.set("type", Keywords.texts("object", "null"));
	}

	/** A document that is for some profiles only, or imports another one. */
	private static ObjectNode configData() {
		ObjectNode config = Keywords.object();
		config.set("anyOf", Keywords.list(Keywords.required("config"), Keywords.hasKey("^config\\.")));
		ObjectNode nested = Keywords.required("spring");
		nested.putObject(PROPERTIES).set("spring", config);
		ObjectNode node = Keywords.object().put("$comment", "A document with spring.config.");
		node.set("anyOf", Keywords.list(nested, Keywords.hasKey("^spring\\.config\\.")));
		return node;
	}

}
