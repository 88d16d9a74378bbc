package io.microgate.check.schema;

import java.util.Collection;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the parts that schemas are made of.
 */
final class Keywords {

	static final String DRAFT = "http://json-schema.org/draft-07/schema#";

	private Keywords() {
	}

	static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	static ArrayNode texts(Collection<String> texts) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		texts.forEach(array::add);
		return array;
	}

	static ArrayNode texts(String... texts) {
		return texts(List.of(texts));
	}

	static ArrayNode list(JsonNode... nodes) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		for (JsonNode node : nodes) {
			array.add(node);
		}
		return array;
	}

	static ObjectNode type(String... types) {
		ObjectNode node = object();
		if (types.length == 1) {
			return node.put("type", types[0]);
		}
		node.set("type", texts(types));
		return node;
	}

	static ObjectNode reference(String definition) {
		return object().put("$ref", "#/definitions/" + definition);
	}

	/** Holds for objects that have all of some keys. */
	static ObjectNode required(String... keys) {
		ObjectNode node = object();
		node.set("required", texts(keys));
		return node;
	}

	/** Holds for objects that have a key whose name matches. */
	static ObjectNode hasKey(String expression) {
		ObjectNode others = object();
		others.set("not", object().put("pattern", expression));
		ObjectNode none = object();
		none.set("propertyNames", others);
		ObjectNode node = object();
		node.set("not", none);
		return node;
	}

}
