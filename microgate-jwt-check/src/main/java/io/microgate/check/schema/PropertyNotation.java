package io.microgate.check.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.microgate.configuration.SpecKind;
import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import io.microgate.constraint.Size;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes keys and values as {@code application.yml} does: in kebab-case, camelCase or
 * snake_case, with placeholders, and with strings where something else is meant.
 */
final class PropertyNotation implements Notation {

	static final String PLACEHOLDER = "placeholder";

	static final String PATH_KEYS = "path-keys";

	static final String ONLY_EXTENSIONS = "only-extensions";

	/** A key that stands for several levels, such as {@code provider.remote.uri}. */
	private static final String PATH_KEY = "[.\\[]";

	static final String HAS_PLACEHOLDER = "\\$\\{";

	static final String DURATION = "^(?:[+-]?[pP].*|(?=.*[1-9])\\+?(?:[0-9]+(?:[nN][sS]|[uU][sS]|[mM][sS]|[sS]|[mM]|[hH]|[dD])"
			+ "|(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+))$";

	private static final String BOOLEAN = "^\\s*(?:[tT][rR][uU][eE]|[oO][nN]|[yY][eE][sS]|1|[fF][aA][lL][sS][eE]|[oO][fF][fF]|[nN][oO]|0)\\s*$";

	private static final ConstraintKeywords CONSTRAINTS = new ConstraintKeywords(DURATION, HAS_PLACEHOLDER,
			PLACEHOLDER);

	/** What {@link SpecDefinitions} refers to. */
	static void addTo(ObjectNode definitions) {
		definitions.putObject(PLACEHOLDER)
			.put("$comment", "A string with a placeholder, whose value is not known here.")
			.put("type", "string")
			.put("pattern", HAS_PLACEHOLDER);
		ObjectNode pathKeys = Keywords.hasKey(PATH_KEY);
		pathKeys.put("$comment", "An object with a key for several levels, below which nothing is checked.");
		definitions.set(PATH_KEYS, pathKeys);
		ObjectNode onlyExtensions = definitions.putObject(ONLY_EXTENSIONS);
		onlyExtensions.put("$comment", "Extensions of a resource of a manifest.").put("minProperties", 1);
		onlyExtensions.putObject("propertyNames").put("pattern", "^extensions$");
	}

	@Override
	public List<String> spellings(SpecSchema component) {
		Set<String> spellings = new LinkedHashSet<>();
		spellings.add(component.property());
		spellings.add(component.field());
		spellings.add(component.name());
		spellings.add(component.property().replace('-', '_'));
		return List.copyOf(spellings);
	}

	@Override
	public boolean isRequired(SpecSchema component) {
		return component.isRequired() && component.defaultValue() == null;
	}

	@Override
	public ObjectNode single(SpecSchema schema) {
		return switch (schema.kind()) {
			case INTEGER -> integer(schema);
			case BOOLEAN -> {
				ObjectNode node = Keywords.type("boolean", "string");
				CONSTRAINTS.addPattern(node, BOOLEAN, "must be a boolean");
				yield node;
			}
			default -> string(schema);
		};
	}

	private static ObjectNode integer(SpecSchema schema) {
		ObjectNode node = Keywords.type("integer", "string");
		ConstraintKeywords.addToInteger(node, schema);
		CONSTRAINTS.addPattern(node, "^-?[0-9]{1,10}$", "must be an integer");
		return node;
	}

	/** A key without a value is an empty string. */
	private static ObjectNode string(SpecSchema schema) {
		boolean mayBeEmpty = schema.declaredConstraints()
			.stream()
			.allMatch((constraint) -> constraint instanceof Size size && size.min() == 0);
		ObjectNode node = mayBeEmpty ? Keywords.type("string", "null") : Keywords.type("string");
		CONSTRAINTS.addToString(node, schema);
		return node;
	}

	/** Strings may also be written in one, with commas. */
	@Override
	public void completeList(ObjectNode node, SpecSchema schema) {
		if (schema.requiredElement().kind() == SpecKind.STRING) {
			node.set("type", Keywords.texts("array", "string"));
			node.put("minLength", 1);
		}
		else {
			node.put("type", "array");
		}
	}

	/** Sources are merged, so a map without entries is one. */
	@Override
	public void completeMap(ObjectNode node, SpecSchema schema) {
		node.set("type", Keywords.texts("object", "null"));
		boolean objects = schema.requiredElement().kind() == SpecKind.OBJECT;
		String name = isOfResources(schema) ? "^(?:" + SpecSchema.RESOURCE_NAME + ")$" : "^[-A-Za-z0-9_]+$|^\\[.*\\]$";
		node.putObject("propertyNames")
			.put("pattern", objects ? name + "|" + PATH_KEY : name)
			.put("errorMessage", isOfResources(schema) ? "must be a name of lower-case letters, digits and inner dashes"
					: "must be a name in brackets and quotes, such as \"[https://example.com/roles]\"");
		if (objects) {
			node.putObject("patternProperties").putObject("^[^\\[].*" + PATH_KEY);
		}
	}

	private static boolean isOfResources(SpecSchema map) {
		return SpecSchema.ROOT.object().children().contains(map);
	}

	@Override
	public void completeObject(ObjectNode node, ObjectNode requirements, SpecObject object) {
		if (object.children().isEmpty()) {
			return;
		}
		ObjectNode patterns = node.withObjectProperty("patternProperties");
		patterns.putObject(PATH_KEY);
		if (requirements.isEmpty()) {
			return;
		}
		ObjectNode unless = Keywords.reference(PATH_KEYS);
		if (canExtendManifest(object)) {
			unless = Keywords.object();
			unless.set("anyOf", Keywords.list(Keywords.reference(PATH_KEYS), Keywords.reference(ONLY_EXTENSIONS)));
		}
		node.set("if", unless);
		node.set("else", requirements);
	}

	private static boolean canExtendManifest(SpecObject object) {
		return SpecSchema.ROOT.object()
			.children()
			.stream()
			.anyMatch((child) -> child.kind() == SpecKind.MAP && child.requiredElement().kind() == SpecKind.OBJECT
					&& child.requiredElement().object() == object)
				&& object.children().stream().anyMatch((child) -> child.name().equals("extensions"));
	}

}
