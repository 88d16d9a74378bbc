package io.microgate.check.schema;

import java.util.ArrayList;
import java.util.List;

import io.microgate.configuration.SpecSchema;
import io.microgate.manifest.ManifestKind;
import io.microgate.manifest.ManifestResource;
import io.microgate.manifest.SecretReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the schema of manifests: the kinds of resources that are read, and any other
 * kind beside them.
 */
final class ManifestSchema {

	private static final String RESOURCE = "resource";

	private static final String METADATA = "metadata";

	private static final String PROPERTIES = "properties";

	private static final String API_VERSION = "apiVersion";

	private static final String KIND = "kind";

	private final SpecDefinitions specs = new SpecDefinitions(new ManifestNotation());

	private final ObjectNode definitions = Keywords.object();

	private ManifestSchema() {
	}

	static ObjectNode create() {
		return new ManifestSchema().schema();
	}

	private ObjectNode schema() {
		ObjectNode schema = Keywords.object().put("$schema", Keywords.DRAFT);
		schema.put("title", "Kubernetes manifests that Microgate JWT reads");
		schema.set("anyOf", Keywords.list(Keywords.type("null"), Keywords.reference(RESOURCE)));
		this.definitions.set(RESOURCE, resource());
		this.definitions.set(METADATA, metadata());
		for (ManifestKind kind : ManifestKind.values()) {
			this.definitions.set(kind.kind(), resource(kind));
		}
		this.definitions.setAll(this.specs.definitions());
		schema.set("definitions", this.definitions);
		return schema;
	}

	private static ObjectNode resource() {
		ObjectNode node = Keywords.type("object");
		node.set("required", Keywords.texts(API_VERSION, KIND));
		ArrayNode conditions = Keywords.list();
		List<String> kinds = new ArrayList<>();
		List<String> versions = new ArrayList<>();
		for (ManifestKind kind : ManifestKind.values()) {
			kinds.add(kind.kind());
			if (!versions.contains(kind.apiVersion())) {
				versions.add(kind.apiVersion());
			}
			conditions.add(when(kind, "", Keywords.reference(kind.kind())));
			conditions.add(when(kind, "List", list()));
		}
		conditions.add(condition("", "^List$", list()));
		ObjectNode properties = node.putObject(PROPERTIES);
		properties.set(API_VERSION, suggestion(versions, "Group and version of the resource."));
		properties.set(KIND, suggestion(kinds, "Kind of the resource; of other kinds nothing is read."));
		node.set("allOf", conditions);
		return node;
	}

	private static ObjectNode suggestion(List<String> known, String description) {
		ObjectNode node = Keywords.type("string").put("description", description).put("minLength", 1);
		ObjectNode suggested = Keywords.object();
		suggested.set("enum", Keywords.texts(known));
		node.set("anyOf", Keywords.list(suggested, Keywords.type("string")));
		return node;
	}

	/** The reader takes a kind in another case for a typing error, and any version. */
	private static ObjectNode when(ManifestKind kind, String suffix, ObjectNode then) {
		int slash = kind.apiVersion().indexOf('/');
		String group = (slash < 0) ? "^[^/]*$" : "^" + kind.apiVersion().substring(0, slash).replace(".", "\\.") + "/";
		StringBuilder name = new StringBuilder("^");
		for (char c : kind.kind().toCharArray()) {
			name.append('[').append(Character.toUpperCase(c)).append(Character.toLowerCase(c)).append(']');
		}
		return condition(group, name + suffix + "$", then);
	}

	private static ObjectNode condition(String group, String kind, ObjectNode then) {
		ObjectNode when = Keywords.required(API_VERSION, KIND);
		ObjectNode properties = when.putObject(PROPERTIES);
		properties.putObject(API_VERSION).put("type", "string").put("pattern", group);
		properties.putObject(KIND).put("type", "string").put("pattern", kind);
		ObjectNode node = Keywords.object();
		node.set("if", when);
		node.set("then", then);
		return node;
	}

	private static ObjectNode list() {
		ObjectNode node = Keywords.object();
		ObjectNode items = node.putObject(PROPERTIES).putObject("items");
		items.set("type", Keywords.texts("array", "null"));
		items.set("items", Keywords.reference(RESOURCE));
		return node;
	}

	private static ObjectNode metadata() {
		ObjectNode node = Keywords.type("object").put("description", "Name and namespace of the resource.");
		node.set("required", Keywords.texts("name"));
		ObjectNode properties = node.putObject(PROPERTIES);
		properties.putObject("name")
			.put("description", "Name that references mean.")
			.put("type", "string")
			.put("pattern", EcmaExpression.of(ManifestResource.NAME))
			.put("errorMessage", "must be lower-case letters, digits, inner dashes and dots, at most 253 characters");
		properties.putObject("namespace")
			.put("description", "Namespace of the resource, by default the one that is configured.")
			.put("type", "string")
			.put("pattern", EcmaExpression.of(ManifestResource.NAMESPACE))
			.put("errorMessage", "must be lower-case letters, digits and inner dashes, at most 63 characters");
		return node;
	}

	private ObjectNode resource(ManifestKind kind) {
		ObjectNode node = Keywords.type("object");
		node.set("required", Keywords.texts(API_VERSION, KIND, METADATA));
		ObjectNode properties = node.putObject(PROPERTIES);
		properties.putObject(API_VERSION).put("const", kind.apiVersion());
		properties.putObject(KIND).put("const", kind.kind());
		properties.set(METADATA, Keywords.reference(METADATA));
		if (kind == ManifestKind.SECRET || kind == ManifestKind.CONFIG_MAP) {
			SecretReader.fields(kind).forEach((field) -> properties.set(field, keyMaterial(kind, field)));
		}
		else {
			node.withArrayProperty("required").add("spec");
			properties.set("spec", spec(kind));
			properties.putObject("status").put("description", "Not read.");
		}
		return node.put("additionalProperties", false);
	}

	private ObjectNode spec(ManifestKind kind) {
		SpecSchema schema = SpecSchema.of(kind);
		ObjectNode reference = this.specs.reference(schema, KeyDescriptions.of(schema.object().type()), true);
		if (kind == ManifestKind.ACCESS_CONTROL_POLICY) {
			requireFallback((ObjectNode) this.specs.definitions().at("/AccessControlPolicySpec/properties/policies"));
		}
		return (kind == ManifestKind.HTTP_ROUTE) ? new HttpRouteSchema(this.specs.definitions()).spec() : reference;
	}

	/** The API server admits no policy without an entry for all other requests. */
	private static void requireFallback(ObjectNode policies) {
		ObjectNode fallback = Keywords.object();
		fallback.set("not", Keywords.required("requestConditions"));
		fallback.put("errorMessage", "must have a last policy without 'requestConditions'");
		policies.set("contains", fallback);
	}

	private static ObjectNode keyMaterial(ManifestKind kind, String field) {
		boolean encoded = field.equals((kind == ManifestKind.SECRET) ? "data" : "binaryData");
		if (!encoded && !field.equals("stringData") && !field.equals("data")) {
			return Keywords.object().put("description", "Not read.");
		}
		ObjectNode node = Keywords.type("object", "null");
		node.put("description", encoded ? "Files in base64 by name." : "Files by name.");
		ObjectNode value = node.putObject("additionalProperties").put("type", "string");
		if (encoded) {
			value.put("pattern", "^[A-Za-z0-9+/\\r\\n]*[=\\r\\n]*$").put("errorMessage", "must be base64");
		}
		return node;
	}

}
