package io.microgate.check.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.configuration.OneOf;
import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says which keys an object has to have and which exclude each other.
 */
final class Requirements {

	private final Notation notation;

	private final SpecObject object;

	private final Map<String, List<String>> spellings = new HashMap<>();

	Requirements(Notation notation, SpecObject object) {
		this.notation = notation;
		this.object = object;
		object.children().forEach((child) -> this.spellings.put(child.name(), notation.spellings(child)));
	}

	/**
	 * Creates the keywords that ask for keys.
	 * @return the keywords, none if every key may be left out
	 */
	ObjectNode atLeast() {
		ObjectNode node = Keywords.object();
		ArrayNode required = Keywords.list();
		ArrayNode alternatives = Keywords.list();
		for (SpecSchema child : this.object.children()) {
			List<String> keys = spelled(List.of(child.name()));
			if (this.notation.isRequired(child) && keys.size() == 1) {
				required.add(keys.get(0));
			}
			else if (this.notation.isRequired(child) && !keys.isEmpty()) {
				alternatives.add(anyOf(keys, "'%s' is required".formatted(keys.get(0))));
			}
		}
		for (OneOf oneOf : this.object.oneOfs()) {
			if (oneOf.min() > 0) {
				alternatives.add(anyOf(spelled(oneOf.components()), rule(oneOf)));
			}
		}
		if (!required.isEmpty()) {
			node.set("required", required);
		}
		if (alternatives.size() == 1) {
			node.setAll((ObjectNode) alternatives.get(0));
		}
		else if (!alternatives.isEmpty()) {
			node.set("allOf", alternatives);
		}
		return node;
	}

	private static ObjectNode anyOf(List<String> keys, String message) {
		ArrayNode any = Keywords.list();
		for (String key : keys) {
			any.add(Keywords.required(key).put("errorMessage", message));
		}
		ObjectNode node = Keywords.object();
		node.set("anyOf", any);
		return node;
	}

	/**
	 * Creates the keyword that excludes keys beside others.
	 * @return the keyword, an empty object if no keys exclude each other
	 */
	ObjectNode atMost() {
		ObjectNode dependencies = Keywords.object();
		for (OneOf oneOf : this.object.oneOfs()) {
			if (oneOf.max() == 1 && oneOf.components().size() > 1) {
				oneOf.components().forEach((component) -> exclude(oneOf, component, dependencies));
			}
		}
		ObjectNode node = Keywords.object();
		if (!dependencies.isEmpty()) {
			node.set("dependencies", dependencies);
		}
		return node;
	}

	private void exclude(OneOf oneOf, String component, ObjectNode dependencies) {
		List<String> others = new ArrayList<>(oneOf.components());
		others.remove(component);
		for (String key : spelled(List.of(component))) {
			ObjectNode excluded = dependencies.putObject(key).put("errorMessage", rule(oneOf)).putObject("properties");
			spelled(others).forEach((other) -> excluded.put(other, false));
		}
	}

	private String rule(OneOf oneOf) {
		List<String> suggested = oneOf.components().stream().map((name) -> spellingsOf(name).get(0)).toList();
		return oneOf.rule().formatted(suggested);
	}

	private List<String> spelled(List<String> components) {
		return components.stream().flatMap((name) -> spellingsOf(name).stream()).toList();
	}

	private List<String> spellingsOf(String component) {
		return Objects.requireNonNull(this.spellings.get(component));
	}

}
