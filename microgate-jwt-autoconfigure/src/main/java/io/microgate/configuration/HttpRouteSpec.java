package io.microgate.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.manifest.ManifestNode;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Turns the spec of an {@code HTTPRoute} into that of a route: the matches of all its
 * rules, because which backend answers a request does not matter here.
 */
final class HttpRouteSpec {

	private static final Set<String> SPEC_FIELDS = Set.of("hostnames", "rules", "parentRefs", "useDefaultGateways");

	private static final Set<String> RULE_FIELDS = Set.of("matches", "name", "filters", "backendRefs", "timeouts",
			"retry", "sessionPersistence");

	private static final Set<String> IGNORED_LISTS = Set.of("parentRefs", "filters", "backendRefs");

	private static final Set<String> IGNORED_OBJECTS = Set.of("timeouts", "retry", "sessionPersistence");

	private static final String NO_LIST = "must be a list";

	private static final int MAX_RULES = 16;

	private static final int MAX_MATCHES_PER_RULE = 64;

	private static final int MAX_MATCHES = 128;

	private final Problems problems;

	private final PropertyPath route;

	private final String label;

	private final EncodedPaths paths;

	private final List<ManifestNode> matches = new ArrayList<>();

	HttpRouteSpec(Problems problems, PropertyPath route, String label) {
		this.problems = problems;
		this.route = route;
		this.label = label;
		this.paths = new EncodedPaths(problems);
	}

	/**
	 * Turns a spec into that of a route, and reports what the other would not have.
	 * @param spec the spec
	 * @return the spec of the route
	 */
	ManifestNode toRoute(ManifestNode spec) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>();
		if (isObject(this.label + ": spec", spec)) {
			refuseUnknown(this.label, spec, SPEC_FIELDS);
			checkIgnored(this.label, spec);
			ManifestNode hosts = spec.fields().get("hostnames");
			if (hosts != null) {
				fields.put("hostnames", hosts);
			}
			ManifestNode rules = spec.fields().get("rules");
			if (rules != null) {
				addRules(rules);
				fields.put("matches", new ManifestNode(Kind.LIST, Map.of(), this.matches, "", rules.origin()));
			}
			fields.values().removeIf(HttpRouteSpec::isEmptyList);
		}
		else {
			this.problems.invalidPaths().add(this.route);
		}
		return new ManifestNode(Kind.OBJECT, fields, List.of(), "", spec.origin());
	}

	private void addRules(ManifestNode rules) {
		PropertyPath path = this.route.child("matches");
		String place = field(this.label, "rules");
		this.problems.provenance().label(path, place);
		if (!isList(place, rules, MAX_RULES)) {
			this.problems.invalidPaths().add(path);
			return;
		}
		if (rules.items().isEmpty()) {
			report(place, rules, "must have 1 to %d items".formatted(MAX_RULES), "Fill it, or remove the key");
			this.problems.invalidPaths().add(path);
		}
		for (int i = 0; i < rules.items().size(); i++) {
			addRule("%s[%d]".formatted(place, i), rules.items().get(i));
		}
		if (this.matches.size() > MAX_MATCHES) {
			report(place, rules, "must have at most %d matches in all".formatted(MAX_MATCHES), "Split the route");
			this.problems.invalidPaths().add(path);
		}
	}

	private void addRule(String place, ManifestNode rule) {
		if (!isObject(place, rule)) {
			return;
		}
		refuseUnknown(place, rule, RULE_FIELDS);
		checkIgnored(place, rule);
		ManifestNode list = rule.fields().get("matches");
		if (list == null || isEmptyList(list)) {
			add(place, new ManifestNode(Kind.OBJECT, Map.of(), List.of(), "", rule.origin()));
			return;
		}
		String matches = field(place, "matches");
		if (!isList(matches, list, MAX_MATCHES_PER_RULE)) {
			this.problems.invalidPaths().add(this.route.child("matches"));
			return;
		}
		for (int i = 0; i < list.items().size(); i++) {
			String match = "%s[%d]".formatted(matches, i);
			ManifestNode item = list.items().get(i);
			add(match, this.paths.decode(nextMatch(), match, withoutEmptyLists(item)));
			refuseTwice(match, "headers", item, (name) -> name.toLowerCase(Locale.ROOT));
			refuseTwice(match, "queryParams", item, (name) -> name);
		}
	}

	private PropertyPath nextMatch() {
		return this.route.child("matches").element(this.matches.size());
	}

	private void add(String place, ManifestNode match) {
		this.problems.provenance().label(nextMatch(), place);
		this.matches.add(match);
	}

	/**
	 * What is ignored has its shape all the same: where the line {@code hostnames:} is
	 * missing, the hosts become items of the list before.
	 */
	private void checkIgnored(String place, ManifestNode node) {
		node.fields().forEach((field, value) -> {
			if (IGNORED_OBJECTS.contains(field) && value.kind() != Kind.NULL) {
				isObject(field(place, field), value);
			}
			if (IGNORED_LISTS.contains(field) && value.kind() != Kind.NULL) {
				checkObjects(field(place, field), value);
			}
		});
	}

	private void checkObjects(String field, ManifestNode list) {
		if (list.kind() != Kind.LIST) {
			report(field, list, NO_LIST, "Write a list, each item with a dash");
			return;
		}
		for (int i = 0; i < list.items().size(); i++) {
			isObject("%s[%d]".formatted(field, i), list.items().get(i));
		}
	}

	/** The Gateway API lets these lists be empty and takes them for absent. */
	private static ManifestNode withoutEmptyLists(ManifestNode match) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>(match.fields());
		fields.entrySet()
			.removeIf((field) -> List.of("headers", "queryParams").contains(field.getKey())
					&& isEmptyList(field.getValue()));
		return new ManifestNode(match.kind(), fields, match.items(), match.text(), match.origin());
	}

	/**
	 * The Gateway API takes the first of two and ignores the other, Microgate would ask
	 * for both.
	 */
	private void refuseTwice(String match, String field, ManifestNode node, UnaryOperator<String> uniform) {
		ManifestNode list = node.fields().get(field);
		Set<String> names = new HashSet<>();
		for (ManifestNode item : (list != null) ? list.items() : List.<ManifestNode>of()) {
			ManifestNode name = item.fields().get("name");
			if (name != null && !names.add(uniform.apply(name.text()))) {
				report(field(match, field), name, "must not have two items of the same name", "Remove one of them");
			}
		}
	}

	private static boolean isEmptyList(ManifestNode node) {
		return node.kind() == Kind.LIST && node.items().isEmpty();
	}

	private static String field(String place, String name) {
		return Provenance.labelBelow(place, WrittenKey.isPlain(name) ? name : "[" + name + "]");
	}

	private boolean isObject(String place, ManifestNode node) {
		if (node.kind() == Kind.OBJECT) {
			return true;
		}
		report(place, node, "must be an object", "Write keys below it");
		return false;
	}

	private boolean isList(String place, ManifestNode node, int max) {
		if (node.kind() != Kind.LIST) {
			report(place, node, NO_LIST, "Write a list, each item with a dash");
			return false;
		}
		if (node.items().size() > max) {
			report(place, node, "must have at most %d items".formatted(max), "Bring it to the required size");
			return false;
		}
		return true;
	}

	private void refuseUnknown(String place, ManifestNode node, Collection<String> known) {
		node.fields().forEach((field, value) -> {
			if (!known.contains(field)) {
				List<String> sorted = known.stream().sorted().toList();
				String cure = field.equals("paths")
						? "Write 'rules' with 'matches', 'paths' is for the properties alone"
						: RelaxedName.cureForKey(RelaxedName.nearest(field, sorted), sorted);
				report(field(place, field), value, "is not a known field", cure);
			}
		});
	}

	private void report(String place, ManifestNode node, String rule, String cure) {
		@Nullable String value = (node.kind() == Kind.TEXT) ? Problem.render(node.text()) : null;
		this.problems.report(new Problem(place, value, rule, cure, node.origin()));
	}

}
