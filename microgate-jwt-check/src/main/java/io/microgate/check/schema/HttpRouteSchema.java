package io.microgate.check.schema;

import io.microgate.route.HttpRouteReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the schema of the spec of an {@code HTTPRoute}, whose matches are those of a
 * route in the properties, while the Gateway API lets lists be empty and encodes paths.
 */
final class HttpRouteSchema {

	private static final String PROPERTIES = "properties";

	private static final String ROUTE = "RouteSpec";

	private final ObjectNode definitions;

	/**
	 * Creates the schema.
	 * @param definitions the definitions of a route, which are adapted
	 */
	HttpRouteSchema(ObjectNode definitions) {
		this.definitions = definitions;
	}

	ObjectNode spec() {
		ObjectNode hostnames = property(ROUTE, "hostnames");
		hostnames.remove("minItems");
		property("RouteSpec.Match", "headers").remove("minItems");
		property("RouteSpec.Match", "queryParams").remove("minItems");
		encodePath((ObjectNode) this.definitions.get("RouteSpec.PathMatch"));
		ObjectNode matches = property(ROUTE, "matches");
		matches.remove("minItems");
		matches.put("maxItems", HttpRouteReader.MAX_MATCHES_PER_RULE);
		this.definitions.remove(ROUTE);

		ObjectNode spec = Keywords.type("object");
		ObjectNode properties = spec.putObject(PROPERTIES);
		properties.set("hostnames", hostnames);
		ObjectNode rules = properties.putObject("rules")
			.put("description", "Rules, whose matches are those of the route.");
		rules.put("type", "array").put("minItems", 1).put("maxItems", HttpRouteReader.MAX_RULES);
		rules.set("items", rule(matches));
		HttpRouteReader.SPEC_FIELDS.stream().sorted().forEach((field) -> addIgnored(properties, field));
		return spec.put("additionalProperties", false);
	}

	private static ObjectNode rule(ObjectNode matches) {
		ObjectNode rule = Keywords.type("object");
		ObjectNode properties = rule.putObject(PROPERTIES);
		properties.set("matches", matches);
		HttpRouteReader.RULE_FIELDS.stream().sorted().forEach((field) -> addIgnored(properties, field));
		return rule.put("additionalProperties", false);
	}

	private static void addIgnored(ObjectNode properties, String field) {
		if (properties.has(field)) {
			return;
		}
		ObjectNode ignored = properties.putObject(field).put("description", "Not read.");
		if (HttpRouteReader.IGNORED_LISTS.contains(field)) {
			ignored.set("type", Keywords.texts("array", "null"));
			ignored.putObject("items").put("type", "object");
		}
		else if (HttpRouteReader.IGNORED_OBJECTS.contains(field)) {
			ignored.set("type", Keywords.texts("object", "null"));
		}
	}

	private static void encodePath(ObjectNode match) {
		ObjectNode regex = Keywords.required("type");
		regex.putObject(PROPERTIES).putObject("type").put("const", "RegularExpression");
		match.set("if", regex);
		match.putObject("else")
			.putObject(PROPERTIES)
			.putObject("value")
			.put("pattern", EcmaExpression.of("/" + HttpRouteReader.ENCODED_PATH))
			.put("errorMessage", "must be a path that begins with a slash, in its percent-encoded spelling");
	}

	private ObjectNode property(String definition, String name) {
		return (ObjectNode) this.definitions.get(definition).get(PROPERTIES).get(name);
	}

}
