package io.microgate.check.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.configuration.SpecObject;
import io.microgate.configuration.SpecSchema;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says which keys of an object exclude or need each other without a constraint of the
 * spec that says so: the checks of the start that compare one key with another.
 */
final class FieldRules {

	private static final String EXTENSIONS = "extensions.";

	/** By record: a key, and one that must not be beside it. */
	private static final Map<Class<?>, List<Pair>> EXCLUDED = Map.of(JwtSpec.RequireAny.class,
			List.of(new Pair("issuer", EXTENSIONS + "issuerTemplate")), AccessControlPolicySpec.ClaimValue.class,
			List.of(new Pair("matcher", EXTENSIONS + "equals")), AccessControlPolicySpec.Authorization.class,
			List.of(new Pair("deny", "authentication"), new Pair("deny", EXTENSIONS + "requireAny"),
					new Pair("deny", EXTENSIONS + "requireNone"), new Pair("requireAny", EXTENSIONS + "requireAny")));

	/** By record: a key, and one that has to be beside it. */
	private static final Map<Class<?>, List<Pair>> NEEDED = Map.of(AccessControlPolicySpec.Authorization.class,
			List.of(new Pair("requireAll", "authentication"), new Pair("requireAny", "authentication")),
			MicrogateProperties.class, List.of(new Pair("namespace", "manifests")), TlsSpec.Custom.class,
			List.of(new Pair("allowedSans", "trustedCa"), new Pair("crl", "trustedCa")));

	private final Notation notation;

	private final SpecObject object;

	private final Map<String, SpecSchema> children = new HashMap<>();

	FieldRules(Notation notation, SpecObject object) {
		this.notation = notation;
		this.object = object;
		object.children().forEach((child) -> this.children.put(child.name(), child));
	}

	/**
	 * Adds what excludes each other.
	 * @param node the schema of the object
	 */
	void addExclusions(ObjectNode node) {
		for (Pair pair : EXCLUDED.getOrDefault(this.object.type(), List.of())) {
			ObjectNode excluded = excluded(pair.other());
			if (excluded != null) {
				String message = "'%s' cannot be set together with '%s'".formatted(pair.other(), pair.key());
				add(node, pair.key(), excluded, message);
			}
		}
		if (this.object.type() == JwtSpec.DerivedClaim.class) {
			addDerivation(node);
		}
	}

	/** A value is split, or its keys are taken. */
	private void addDerivation(ObjectNode node) {
		ObjectNode both = Keywords.required("split", "keys");
		ObjectNode properties = both.putObject("properties");
		for (String name : List.of("split", "keys")) {
			properties.putObject(name).putArray("enum").add(true).add("true");
		}
		ArrayNode rules = node.withArrayProperty("allOf");
		rules.addObject().put("errorMessage", "must not set both 'split' and 'keys' to true").set("not", both);
	}

	private @Nullable ObjectNode excluded(String path) {
		String[] names = path.split("\\.");
		SpecSchema first = this.children.get(names[0]);
		if (first == null || this.notation.spellings(first).isEmpty()) {
			return null;
		}
		ObjectNode node = Keywords.object();
		ObjectNode properties = node.putObject("properties");
		for (String key : this.notation.spellings(first)) {
			if (names.length == 1) {
				properties.put(key, false);
			}
			else {
				ObjectNode below = new FieldRules(this.notation, first.object()).excluded(names[1]);
				properties.set(key, below);
			}
		}
		return node;
	}

	/**
	 * Adds what needs each other.
	 * @param node the keywords that ask for keys
	 */
	void addNeeds(ObjectNode node) {
		for (Pair pair : NEEDED.getOrDefault(this.object.type(), List.of())) {
			List<ObjectNode> alternatives = new ArrayList<>();
			String message = "'%s' is required by '%s'".formatted(pair.other(), pair.key());
			for (String key : spellings(pair.other())) {
				alternatives.add(Keywords.required(key).put("errorMessage", message));
			}
			if (this.object.type() == AccessControlPolicySpec.Authorization.class) {
				alternatives.add(withoutClaims(pair.key()).put("errorMessage", message));
			}
			ObjectNode needed = Keywords.object();
			needed.set("anyOf", Keywords.list(alternatives.toArray(ObjectNode[]::new)));
			add(node, pair.key(), needed, message);
		}
		if (this.object.type() == AccessControlPolicySpec.ClaimValue.class) {
			addMatcher(node);
		}
	}

	/** An anonymous client may have a certificate. */
	private ObjectNode withoutClaims(String list) {
		ObjectNode node = Keywords.object();
		ObjectNode properties = node.putObject("properties");
		for (String key : spellings(list)) {
			properties.putObject(key).putObject("items").set("not", Keywords.required("jwt"));
		}
		return node;
	}

	/** A value without a matcher is compared by an extension. */
	private void addMatcher(ObjectNode node) {
		ArrayNode alternatives = Keywords.list();
		for (String name : List.of("matcher", "extensions")) {
			spellings(name).forEach(
					(key) -> alternatives.add(Keywords.required(key).put("errorMessage", "'matcher' is required")));
		}
		ArrayNode rules = node.withArrayProperty("allOf");
		rules.addObject().set("anyOf", alternatives);
	}

	private void add(ObjectNode node, String name, ObjectNode consequence, String message) {
		ObjectNode dependencies = Keywords.object();
		for (String key : spellings(name)) {
			dependencies.set(key, consequence.deepCopy().put("errorMessage", message));
		}
		ArrayNode rules = node.withArrayProperty("allOf");
		rules.addObject().set("dependencies", dependencies);
	}

	private List<String> spellings(String name) {
		SpecSchema child = this.children.get(name);
		if (child == null) {
			throw new IllegalStateException("%s has no '%s'".formatted(this.object.type(), name));
		}
		return this.notation.spellings(child);
	}

	/**
	 * Two keys of an object.
	 *
	 * @param key the key that says something about the other one
	 * @param other the other one, which may be below another key
	 */
	private record Pair(String key, String other) {
	}

}
