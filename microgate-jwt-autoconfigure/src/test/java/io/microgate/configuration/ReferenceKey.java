package io.microgate.configuration;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Range;
import io.microgate.constraint.Size;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.propagation.IdentityPropagationSpec;
import io.microgate.route.ProtectedResourceSpec;
import io.microgate.route.RouteSpec;

/**
 * A key that the configuration reference has to describe.
 *
 * @param section heading of its section, empty for the table of all keys
 * @param path the key as the section writes it
 * @param owner the record that has the key
 * @param schema what the key may have as value
 * @param substitutes keys above it whose rows may refer to other rows instead
 */
record ReferenceKey(String section, String path, Class<?> owner, SpecSchema schema, List<String> substitutes) {

	/** Records that have a section of their own. */
	private static final Map<Class<?>, String> SECTIONS = Map.ofEntries(Map.entry(JwksSpec.class, "JWKS"),
			Map.entry(JwtSpec.class, "JWT"), Map.entry(AccessControlPolicySpec.class, "AccessControlPolicy"),
			Map.entry(Requirement.class, "Requirements"), Map.entry(MatcherSpec.class, "Matchers"),
			Map.entry(CaselessMatcherSpec.class, "Matchers"), Map.entry(StringMatcherSpec.class, "Matchers"),
			Map.entry(RouteSpec.class, "Routes"), Map.entry(IdentityPropagationSpec.class, "IdentityPropagation"),
			Map.entry(ClientCertificateSpec.class, "Client certificates"),
			Map.entry(ProtectedResourceSpec.class, "Protected resources"));

	/** All keys, those of the table of all keys first. */
	static List<ReferenceKey> all() {
		Collector collector = new Collector(new ArrayList<>(), new HashSet<>());
		collector.addChildren("", "microgate.", SpecSchema.ROOT.object(), List.of());
		return collector.keys();
	}

	/** The key as the record has it, wherever the record is used. */
	String component() {
		return component(this.owner, this.schema.name());
	}

	/** Matchers without a case have records of their own, and no keys of their own. */
	static String component(Class<?> owner, String name) {
		return (owner.getPackage().equals(MatcherSpec.class.getPackage()) ? "matcher" : owner.getName()) + "." + name;
	}

	/** The record that it, or each of its elements, is; {@code null} without keys. */
	SpecObject object() {
		SpecSchema value = (this.schema.kind() == SpecKind.LIST || this.schema.kind() == SpecKind.MAP)
				? this.schema.requiredElement() : this.schema;
		boolean object = value.kind() == SpecKind.OBJECT && !value.object().children().isEmpty();
		return object ? value.object() : null;
	}

	/** Whether rows of its own keys do not say everything about it. */
	boolean needsRow() {
		return object() == null || SECTIONS.containsKey(object().type()) || this.schema.kind() == SpecKind.LIST
				|| !object().oneOfs().isEmpty();
	}

	String type() {
		return switch (this.schema.kind()) {
			case OBJECT -> "object";
			case MAP -> "map of " + plural(this.schema.requiredElement());
			case LIST -> "list of " + plural(this.schema.requiredElement());
			default -> single(this.schema);
		};
	}

	private static String plural(SpecSchema element) {
		return (element.kind() == SpecKind.OBJECT) ? "objects" : single(element) + "s";
	}

	private static String single(SpecSchema schema) {
		return switch (schema.kind()) {
			case INTEGER -> "integer";
			case BOOLEAN -> "boolean";
			default -> schema.isDuration() ? "duration" : "string";
		};
	}

	/** The default as text, {@code null} if there is none. */
	String defaultText() {
		if (this.schema.kind() == SpecKind.OBJECT || this.schema.kind() == SpecKind.MAP) {
			return null;
		}
		Object value = this.schema.defaultValue();
		return (value instanceof List<?> list) ? String.join("`, `", list.stream().map(String::valueOf).toList())
				: (value != null) ? value.toString() : null;
	}

	/** Whether it has to be written. */
	boolean required() {
		return this.schema.isRequired() && this.schema.defaultValue() == null;
	}

	/** What the range has to say of the number of characters, entries, or the value. */
	List<String> limits() {
		List<String> limits = new ArrayList<>();
		this.schema.declaredConstraints().forEach((constraint) -> addLimit(constraint, limits));
		if (this.schema.kind() == SpecKind.LIST || this.schema.kind() == SpecKind.MAP) {
			List<Annotation> element = this.schema.requiredElement().declaredConstraints();
			boolean syntax = element.stream().anyMatch((constraint) -> !(constraint instanceof Size));
			element.stream()
				.filter((constraint) -> (constraint instanceof Size size) ? !syntax && size.min() > 0 : true)
				.forEach((constraint) -> addLimit(constraint, limits));
		}
		return limits;
	}

	private static void addLimit(Annotation constraint, List<String> limits) {
		if (constraint instanceof Size size) {
			limits.add(limit(size.min(), size.max()));
		}
		else if (constraint instanceof Range range) {
			limits.add(limit(range.min(), range.max()));
		}
		else if (constraint instanceof AnyOf anyOf) {
			for (String value : anyOf.value()) {
				limits.add("`%s`".formatted(value.isEmpty() ? "\"\"" : value));
			}
		}
	}

	private static String limit(int min, int max) {
		if (max == Integer.MAX_VALUE) {
			return min + " or more";
		}
		return (min == max) ? String.valueOf(min) : min + ".." + max;
	}

	@Override
	public String toString() {
		return this.section.isEmpty() ? this.path : this.section + ": " + this.path;
	}

	/**
	 * Walks from the root, and into each record with a section of its own once.
	 *
	 * @param keys what is found
	 * @param described sections and the records that are in them
	 */
	private record Collector(List<ReferenceKey> keys, Set<String> described) {

		void addChildren(String section, String prefix, SpecObject object, List<String> substitutes) {
			for (SpecSchema child : object.children()) {
				String name = section.isEmpty() ? child.property() : child.field();
				add(new ReferenceKey(section, prefix + name + (isMap(child) ? ".<name>" : ""), object.type(), child,
						substitutes));
			}
		}

		private void add(ReferenceKey key) {
			this.keys.add(key);
			SpecObject object = key.object();
			if (object == null) {
				return;
			}
			String own = SECTIONS.get(object.type());
			boolean repeated = !this.described.add(((own != null) ? own : key.section()) + object.type());
			if (own == null) {
				List<String> substitutes = new ArrayList<>(key.substitutes());
				if (repeated) {
					substitutes.add(key.path());
				}
				addChildren(key.section(), key.path() + ((key.schema().kind() == SpecKind.LIST) ? "[]." : "."), object,
						substitutes);
			}
			else if (!repeated) {
				addChildren(own, (object.type() == StringMatcherSpec.class) ? "matcher." : "", object, List.of());
			}
		}

		private static boolean isMap(SpecSchema schema) {
			return schema.kind() == SpecKind.MAP;
		}

	}

}
