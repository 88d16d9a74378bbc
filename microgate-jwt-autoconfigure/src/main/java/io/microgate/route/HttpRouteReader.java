package io.microgate.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.manifest.ManifestProblem;
import io.microgate.match.RelaxedName;

/**
 * Reads the spec of an {@code HTTPRoute} as that of a route: the matches of all its
 * rules, because which backend answers a request does not matter here.
 */
public final class HttpRouteReader {

	/** What a spec may have, most of it ignored. */
	public static final Set<String> SPEC_FIELDS = Set.of("hostnames", "rules", "parentRefs", "useDefaultGateways");

	/** What a rule may have, most of it ignored. */
	public static final Set<String> RULE_FIELDS = Set.of("matches", "name", "filters", "backendRefs", "timeouts",
			"retry", "sessionPersistence");

	/** Of these the fields that are ignored, but have to be lists of objects. */
	public static final Set<String> IGNORED_LISTS = Set.of("parentRefs", "filters", "backendRefs");

	/** Of these the fields that are ignored, but have to be objects. */
	public static final Set<String> IGNORED_OBJECTS = Set.of("timeouts", "retry", "sessionPersistence");

	/** The spelling of a path that is not an expression. */
	public static final String ENCODED_PATH = EncodedPath.SPELLING;

	private static final String NO_LIST = "must be a list";

	/** How many rules a route may have. */
	public static final int MAX_RULES = 16;

	/** How many matches a rule may have. */
	public static final int MAX_MATCHES_PER_RULE = 64;

	private static final int MAX_MATCHES = 128;

	private final String place;

	private final List<ManifestProblem> problems = new ArrayList<>();

	private final EncodedPath paths = new EncodedPath(this.problems);

	private final List<ManifestNode> matches = new ArrayList<>();

	private final List<ReadRoute.MatchPlace> matchPlaces = new ArrayList<>();

	private boolean matchesValid = true;

	private HttpRouteReader(String place) {
		this.place = place;
	}

	/**
	 * Reads a spec, and reports what that of a route would not have.
	 * @param place the spec in the words of the manifest
	 * @param spec the spec
	 * @return the spec of the route
	 */
	public static ReadRoute read(String place, ManifestNode spec) {
		return new HttpRouteReader(place).read(spec);
	}

	private ReadRoute read(ManifestNode spec) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>();
		String rulesPlace = field(this.place, "rules");
		boolean valid = isObject(this.place, spec);
		if (valid) {
			refuseUnknown(this.place, spec, SPEC_FIELDS);
			checkIgnored(this.place, spec);
			ManifestNode hosts = spec.fields().get("hostnames");
			if (hosts != null) {
				fields.put("hostnames", hosts);
			}
			ManifestNode rules = spec.fields().get("rules");
			if (rules != null) {
				addRules(rulesPlace, rules);
				fields.put("matches", ManifestNode.list(this.matches, rules.origin()));
			}
			fields.values().removeIf(ManifestNode::isEmptyList);
		}
		return new ReadRoute(ManifestNode.object(fields, spec.origin()), valid, this.matchesValid, rulesPlace,
				this.matchPlaces, this.problems);
	}

	private void addRules(String rulesPlace, ManifestNode rules) {
		if (!isList(rulesPlace, rules, MAX_RULES)) {
			this.matchesValid = false;
			return;
		}
		if (rules.items().isEmpty()) {
			report(rulesPlace, rules, "must have 1 to %d items".formatted(MAX_RULES), "Fill it, or remove the key");
			this.matchesValid = false;
		}
		for (int i = 0; i < rules.items().size(); i++) {
			addRule("%s[%d]".formatted(rulesPlace, i), rules.items().get(i));
		}
		if (this.matches.size() > MAX_MATCHES) {
			report(rulesPlace, rules, "must have at most %d matches in all".formatted(MAX_MATCHES), "Split the route");
			this.matchesValid = false;
		}
	}

	private void addRule(String rulePlace, ManifestNode rule) {
		if (!isObject(rulePlace, rule)) {
			return;
		}
		refuseUnknown(rulePlace, rule, RULE_FIELDS);
		checkIgnored(rulePlace, rule);
		ManifestNode list = rule.fields().get("matches");
		if (list == null || list.isEmptyList()) {
			add(rulePlace, ManifestNode.object(Map.of(), rule.origin()), true);
			return;
		}
		String listPlace = field(rulePlace, "matches");
		if (!isList(listPlace, list, MAX_MATCHES_PER_RULE)) {
			this.matchesValid = false;
			return;
		}
		for (int i = 0; i < list.items().size(); i++) {
			addMatch("%s[%d]".formatted(listPlace, i), list.items().get(i));
		}
	}

	private void addMatch(String matchPlace, ManifestNode match) {
		ManifestNode written = withoutEmptyLists(match);
		ManifestNode decoded = this.paths.decode(matchPlace, written);
		add(matchPlace, (decoded != null) ? decoded : written, decoded != null);
		refuseTwice(matchPlace, "headers", match, (name) -> name.toLowerCase(Locale.ROOT));
		refuseTwice(matchPlace, "queryParams", match, (name) -> name);
	}

	private void add(String matchPlace, ManifestNode match, boolean pathValid) {
		this.matchPlaces.add(new ReadRoute.MatchPlace(matchPlace, pathValid));
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
					&& field.getValue().isEmptyList());
		return match.withFields(fields);
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

	private static String field(String place, String name) {
		return ManifestNode.pathBelow(place, name);
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
		this.problems.add(ManifestProblem.of(place, node, rule, cure));
	}

}
