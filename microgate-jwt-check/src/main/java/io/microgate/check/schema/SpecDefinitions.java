package io.microgate.check.schema;

import java.util.List;

import io.microgate.configuration.SpecKind;
import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the definitions of the spec records, each once.
 */
final class SpecDefinitions {

	/** Begins the names of definitions that do not ask for anything. */
	static final String PART = "part.";

	private final Notation notation;

	private final ObjectNode definitions = Keywords.object();

	SpecDefinitions(Notation notation) {
		this.notation = notation;
	}

	ObjectNode definitions() {
		return this.definitions;
	}

	/**
	 * Refers to the definition of an object.
	 * @param schema the object
	 * @param keys descriptions of its keys
	 * @param whole whether it is written in one place, or other documents may add to it
	 * @return the reference
	 */
	ObjectNode reference(SpecSchema schema, KeyDescriptions keys, boolean whole) {
		return Keywords.reference(define(schema.object(), keys, whole || !asksForKeys(schema)));
	}

	/**
	 * Whether something is required here or below, outside of lists, which never merge.
	 */
	private boolean asksForKeys(SpecSchema schema) {
		return switch (schema.kind()) {
			case OBJECT -> !new Requirements(this.notation, schema.object()).atLeast().isEmpty()
					|| schema.object().children().stream().anyMatch(this::asksForKeys);
			case MAP -> asksForKeys(schema.requiredElement());
			case LIST, STRING, INTEGER, BOOLEAN -> false;
		};
	}

	private String define(SpecObject object, KeyDescriptions keys, boolean whole) {
		String type = object.type().getName();
		String name = (whole ? "" : PART) + type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
		if (this.definitions.has(name)) {
			return name;
		}
		ObjectNode node = this.definitions.putObject(name).put("type", "object");
		ObjectNode properties = Keywords.object();
		ObjectNode patterns = Keywords.object();
		for (SpecSchema child : object.children()) {
			List<String> spellings = this.notation.spellings(child);
			if (!spellings.isEmpty()) {
				properties.set(spellings.get(0), component(child, keys, whole));
			}
			if (spellings.size() > 1) {
				patterns.set("^(?:" + String.join("|", spellings.subList(1, spellings.size())) + ")$",
						Keywords.reference(name + "/properties/" + spellings.get(0)));
			}
		}
		node.set("properties", properties);
		if (!patterns.isEmpty()) {
			node.set("patternProperties", patterns);
		}
		node.put("additionalProperties", false);
		Requirements requirements = new Requirements(this.notation, object);
		node.setAll(requirements.atMost());
		FieldRules rules = new FieldRules(this.notation, object);
		rules.addExclusions(node);
		ObjectNode required = Keywords.object();
		if (whole) {
			required.setAll(requirements.atLeast());
			rules.addNeeds(required);
		}
		this.notation.completeObject(node, required, object);
		return name;
	}

	private ObjectNode component(SpecSchema schema, KeyDescriptions keys, boolean whole) {
		ObjectNode node = Keywords.object().put("description", keys.find(schema));
		node.setAll(value(schema, keys.below(schema), whole));
		addDefault(node, schema);
		return node;
	}

	private ObjectNode value(SpecSchema schema, KeyDescriptions below, boolean whole) {
		return switch (schema.kind()) {
			case OBJECT -> reference(schema, below, whole);
			case LIST -> {
				ObjectNode node = Keywords.object();
				this.notation.completeList(node, schema);
				ConstraintKeywords.addToList(node, schema);
				node.set("items", value(schema.requiredElement(), below, true));
				yield node;
			}
			case MAP -> {
				ObjectNode node = Keywords.object();
				this.notation.completeMap(node, schema);
				node.set("additionalProperties", value(schema.requiredElement(), below, whole));
				yield node;
			}
			case STRING, INTEGER, BOOLEAN -> this.notation.single(schema);
		};
	}

	private static void addDefault(ObjectNode node, SpecSchema schema) {
		Object implied = (schema.kind() == SpecKind.OBJECT) ? null : schema.defaultValue();
		if (implied instanceof String text) {
			node.put("default", text);
		}
		else if (implied instanceof Integer number) {
			node.put("default", number);
		}
		else if (implied instanceof Boolean flag) {
			node.put("default", flag);
		}
		else if (implied instanceof List<?> items && !items.isEmpty()) {
			node.set("default", Keywords.texts(items.stream().map(Object::toString).toList()));
		}
	}

}
