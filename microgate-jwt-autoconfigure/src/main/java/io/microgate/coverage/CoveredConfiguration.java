package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec;

/**
 * A configuration, free of errors, as coverage sees it: routes expanded once, and the
 * entries that decide about their requests.
 */
public final class CoveredConfiguration {

	private final Map<String, AccessControlPolicySpec> policies;

	private final Map<String, JwtSpec> jwts;

	private final Unmatched unmatched;

	private final List<ExpandedMatch> matches = new ArrayList<>();

	private final Map<String, List<PolicyEntry>> entries = new TreeMap<>();

	private final Map<String, List<PolicyEntry>> entriesByRoute = new HashMap<>();

	/**
	 * Prepares a configuration.
	 * @param routes the routes by their names
	 * @param policies the policies by their names
	 * @param jwts the JWTs by their names
	 * @param entryNames what messages call the entries of each policy, by its name
	 * @param unmatched effect for requests that no route matches
	 */
	public CoveredConfiguration(Map<String, RouteSpec> routes, Map<String, AccessControlPolicySpec> policies,
			Map<String, JwtSpec> jwts, Map<String, List<String>> entryNames, Unmatched unmatched) {
		this.policies = policies;
		this.jwts = jwts;
		this.unmatched = unmatched;
		for (Map.Entry<String, RouteSpec> route : routes.entrySet()) {
			this.matches.addAll(ExpandedMatch.expand(route.getKey(), route.getValue()));
		}
		for (Map.Entry<String, AccessControlPolicySpec> policy : policies.entrySet()) {
			add(policy.getKey(), policy.getValue(), entryNames.getOrDefault(policy.getKey(), List.of()));
		}
	}

	private void add(String policy, AccessControlPolicySpec spec, List<String> names) {
		List<PolicySpec> specs = (spec.policies() != null) ? spec.policies() : List.of();
		List<PolicyEntry> compiled = new ArrayList<>();
		for (int i = 0; i < specs.size(); i++) {
			String name = (i < names.size()) ? names.get(i) : "%s[%d]".formatted(policy, i);
			compiled.add(new PolicyEntry(name, specs.get(i), spec.extensions().stripToken()));
		}
		this.entries.put(policy, List.copyOf(compiled));
		for (String route : targets(policy)) {
			this.entriesByRoute.put(route, Objects.requireNonNull(this.entries.get(policy)));
		}
	}

	Unmatched unmatched() {
		return this.unmatched;
	}

	/**
	 * The matches of all routes.
	 * @return the matches, route by route
	 */
	public List<ExpandedMatch> matches() {
		return Collections.unmodifiableList(this.matches);
	}

	GovernedMatch governed(ExpandedMatch match) {
		return new GovernedMatch(match, this.entriesByRoute.get(match.route()));
	}

	/** The policies, attached to a route or not. */
	Collection<AccessControlPolicySpec> policies() {
		return this.policies.values();
	}

	/** The JWTs by their names. */
	Map<String, JwtSpec> jwts() {
		return this.jwts;
	}

	/** The entries of each policy by its name. */
	Map<String, List<PolicyEntry>> entries() {
		return this.entries;
	}

	/** Whether a policy is attached to a route. */
	boolean isGoverned(String route) {
		return this.entriesByRoute.containsKey(route);
	}

	/** The routes that a policy is attached to. */
	List<String> targets(String policy) {
		List<TargetRef> targets = Objects.requireNonNull(this.policies.get(policy)).targetRefs();
		List<String> names = new ArrayList<>();
		for (TargetRef target : (targets != null) ? targets : List.<TargetRef>of()) {
			names.add(String.valueOf(target.name()));
		}
		return names;
	}

	/**
	 * Sorts matches by host. Has every host of the configuration, also those that none of
	 * the matches is for.
	 * @param matches the matches
	 * @return the matches by precedence, by the host without {@code *} in front
	 */
	Map<String, List<GovernedMatch>> byHost(List<ExpandedMatch> matches) {
		Map<String, List<GovernedMatch>> byHost = new TreeMap<>(Comparator.reverseOrder());
		byHost.put("", new ArrayList<>());
		for (ExpandedMatch match : this.matches) {
			byHost.putIfAbsent(host(match), new ArrayList<>());
		}
		List<ExpandedMatch> sorted = new ArrayList<>(matches);
		Collections.sort(sorted);
		for (ExpandedMatch match : sorted) {
			Objects.requireNonNull(byHost.get(host(match))).add(governed(match));
		}
		return byHost;
	}

	private static String host(ExpandedMatch match) {
		return match.hostname().startsWith("*.") ? match.hostname().substring(1) : match.hostname();
	}

	/**
	 * Effect for requests that no route matches.
	 */
	public enum Unmatched {

		/** They are refused. */
		REFUSED,

		/** They are passed on without a decision. */
		PASSED,

		/** Other filter chains of the application may take them. */
		LEFT_TO_OTHERS

	}

}
