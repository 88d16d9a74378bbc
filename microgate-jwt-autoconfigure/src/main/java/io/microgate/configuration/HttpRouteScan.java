package io.microgate.configuration;

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
import org.jspecify.annotations.Nullable;

/**
 * Turns the spec of an {@code HTTPRoute} into a route: the matches of all its rules,
 * because who answers a request is no concern of ours.
 */
final class HttpRouteScan {

	private static final Set<String> SPEC_FIELDS = Set.of("hostnames", "rules", "parentRefs", "useDefaultGateways");

	private static final Set<String> RULE_FIELDS = Set.of("matches", "name", "filters", "backendRefs", "timeouts",
			"retry", "sessionPersistence");

	private static final Set<String> PASSED_OVER_LISTS = Set.of("parentRefs", "filters", "backendRefs");

	private static final Set<String> PASSED_OVER_OBJECTS = Set.of("timeouts", "retry", "sessionPersistence");

	private static final String NO_LIST = "must be a list";

	private static final int MAX_RULES = 16;

	private static final int MAX_MATCHES_PER_RULE = 64;

	private static final int MAX_MATCHES = 128;

	private final Problems problems;

	private final EffectiveValues values;

	private final SpecScan specScan;

	private final EncodedPaths paths;

	HttpRouteScan(Problems problems, EffectiveValues values, SpecScan specScan) {
		this.problems = problems;
		this.values = values;
		this.specScan = specScan;
		this.paths = new EncodedPaths(problems);
	}

	/**
	 * Scans a route.
	 * @param place where the route goes
	 * @param known what a route may have
	 * @param spec the spec
	 */
	void scan(ManifestPlace place, KnownKey known, ManifestNode spec) {
		if (!isObject(place, "spec", spec)) {
			this.problems.damage().spoil(place.path());
			return;
		}
		refuseUnknown(place, spec, SPEC_FIELDS);
		checkPassedOver(place, spec);
		KnownKey hostnames = known.requiredChild("hostnames");
		ManifestNode hosts = spec.fields().get(hostnames.field());
		if (hosts != null && !isEmptyList(hosts)) {
			this.specScan.scan(place.child(hostnames), hostnames, hosts);
		}
		ManifestNode rules = spec.fields().get("rules");
		if (rules != null) {
			scanRules(place, known.requiredChild("matches"), rules);
		}
		if (this.values.isVacant(place.path())) {
			this.values.put(place.path(), EffectiveValues.EMPTY_OBJECT);
		}
	}

	private void scanRules(ManifestPlace route, KnownKey matches, ManifestNode rules) {
		ManifestPlace place = new ManifestPlace(route.path().child(matches.name()), route.field("rules"));
		this.specScan.remember(place, rules);
		if (!isList(place, rules, MAX_RULES)) {
			return;
		}
		if (rules.items().isEmpty()) {
			report(place.text(), rules, "must have 1 to %d items".formatted(MAX_RULES), "Fill it, or remove the key");
			this.problems.damage().spoil(place.path());
		}
		int index = 0;
		for (int i = 0; i < rules.items().size(); i++) {
			ManifestPlace rule = new ManifestPlace(place.path(), "%s[%d]".formatted(place.text(), i));
			index = scanRule(rule, matches.requiredElement(), rules.items().get(i), index);
		}
		if (index > MAX_MATCHES) {
			report(place.text(), rules, "must have at most %d matches in all".formatted(MAX_MATCHES),
					"Split the route");
			this.problems.damage().spoil(place.path());
		}
	}

	private int scanRule(ManifestPlace rule, KnownKey match, ManifestNode node, int first) {
		if (!isObject(rule, rule.text(), node)) {
			return first;
		}
		refuseUnknown(rule, node, RULE_FIELDS);
		checkPassedOver(rule, node);
		ManifestNode matches = node.fields().get("matches");
		if (matches == null || isEmptyList(matches)) {
			this.specScan.remember(new ManifestPlace(rule.path().element(first), rule.text()), node);
			this.values.put(rule.path().element(first), EffectiveValues.EMPTY_OBJECT);
			return first + 1;
		}
		ManifestPlace list = new ManifestPlace(rule.path(), rule.field("matches"));
		if (!isList(list, matches, MAX_MATCHES_PER_RULE)) {
			return first;
		}
		for (int i = 0; i < matches.items().size(); i++) {
			ManifestPlace place = new ManifestPlace(list.path().element(first + i), "%s[%d]".formatted(list.text(), i));
			ManifestNode item = matches.items().get(i);
			this.specScan.scan(place, match, this.paths.decode(place, withoutEmptyLists(item)));
			refuseTwice(place, "headers", item, (name) -> name.toLowerCase(Locale.ROOT));
			refuseTwice(place, "queryParams", item, (name) -> name);
		}
		return first + matches.items().size();
	}

	/**
	 * What we do not read has its shape all the same: where the line {@code hostnames:}
	 * is missing, the hosts become items of the list before.
	 */
	private void checkPassedOver(ManifestPlace place, ManifestNode node) {
		node.fields().forEach((field, value) -> {
			if (PASSED_OVER_OBJECTS.contains(field) && value.kind() != Kind.NULL) {
				isObject(place, place.field(field), value);
			}
			if (PASSED_OVER_LISTS.contains(field) && value.kind() != Kind.NULL) {
				checkObjects(place, place.field(field), value);
			}
		});
	}

	private void checkObjects(ManifestPlace place, String field, ManifestNode list) {
		if (list.kind() != Kind.LIST) {
			report(field, list, NO_LIST, "Write a list, each item with a dash");
			return;
		}
		for (int i = 0; i < list.items().size(); i++) {
			isObject(place, "%s[%d]".formatted(field, i), list.items().get(i));
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
	 * The Gateway API takes the first of two and ignores the other, we would ask for
	 * both.
	 */
	private void refuseTwice(ManifestPlace match, String field, ManifestNode node, UnaryOperator<String> uniform) {
		ManifestNode list = node.fields().get(field);
		Set<String> names = new HashSet<>();
		for (ManifestNode item : (list != null) ? list.items() : List.<ManifestNode>of()) {
			ManifestNode name = item.fields().get("name");
			if (name != null && !names.add(uniform.apply(name.text()))) {
				report(match.field(field), name, "must not have two items of the same name", "Remove one of them");
			}
		}
	}

	private static boolean isEmptyList(ManifestNode node) {
		return node.kind() == Kind.LIST && node.items().isEmpty();
	}

	private boolean isObject(ManifestPlace place, String text, ManifestNode node) {
		if (node.kind() == Kind.OBJECT) {
			return true;
		}
		String described = text.equals("spec") ? place.text() + ": spec" : text;
		report(described, node, "must be an object", "Write keys below it");
		return false;
	}

	private boolean isList(ManifestPlace place, ManifestNode node, int max) {
		if (node.kind() != Kind.LIST) {
			report(place.text(), node, NO_LIST, "Write a list, each item with a dash");
			this.problems.damage().spoil(place.path());
			return false;
		}
		if (node.items().size() > max) {
			report(place.text(), node, "must have at most %d items".formatted(max), "Bring it to the required size");
			this.problems.damage().spoil(place.path());
			return false;
		}
		return true;
	}

	private void refuseUnknown(ManifestPlace place, ManifestNode node, Collection<String> known) {
		node.fields().forEach((field, value) -> {
			if (!known.contains(field)) {
				List<String> sorted = known.stream().sorted().toList();
				String cure = field.equals("paths")
						? "Write 'rules' with 'matches', 'paths' is for the properties alone"
						: Cures.forUnknownField(NearestName.find(field, sorted), sorted);
				report(place.field(field), value, "is not a known field", cure);
			}
		});
	}

	private void report(String place, ManifestNode node, String rule, String cure) {
		@Nullable String value = (node.kind() == Kind.TEXT) ? Problem.render(node.text()) : null;
		this.problems.report(new Problem(place, value, rule, cure, node.origin()));
	}

}
