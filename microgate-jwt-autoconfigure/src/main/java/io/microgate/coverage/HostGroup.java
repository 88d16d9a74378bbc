package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.OpenPath;
import io.microgate.route.ProtectingRoutes;

/**
 * Hosts for which the same routes are looked at, in the same order.
 *
 * @param name a hostname of routes, or what is left
 * @param protecting the matches that were written for open paths, by precedence
 * @param candidates all other matches, by precedence
 */
record HostGroup(String name, List<GovernedMatch> protecting, List<GovernedMatch> candidates) {

	/**
	 * The groups that a configuration makes.
	 * @param configuration the configuration
	 * @param entries the entries of each policy
	 * @param openPaths the paths that are open without a route
	 * @return the groups, that of hosts without a name of their own last
	 */
	static List<HostGroup> of(CoveredConfiguration configuration, Map<String, List<PolicyEntry>> entries,
			List<OpenPath> openPaths) {
		Map<String, List<PolicyEntry>> byRoute = byRoute(configuration, entries);
		List<ExpandedMatch> all = expand(configuration);
		ProtectingRoutes parts = ProtectingRoutes.of(all, byRoute::containsKey, openPaths);
		Map<String, List<GovernedMatch>> written = byHost(all, parts.written(), byRoute);
		Map<String, List<GovernedMatch>> below = byHost(all, parts.below(), byRoute);
		Map<String, List<GovernedMatch>> others = byHost(all, parts.others(), byRoute);
		return others.keySet()
			.stream()
			.map((host) -> new HostGroup(name(host, others),
					Stream.concat(chain(host, written).stream(), chain(host, below).stream()).toList(),
					chain(host, others)))
			.toList();
	}

	/**
	 * The matches for each hostname alone, without those for more hosts.
	 * @param configuration the configuration
	 * @return a group for each hostname
	 */
	static List<HostGroup> ofEachHost(CoveredConfiguration configuration) {
		List<ExpandedMatch> all = expand(configuration);
		Map<String, List<GovernedMatch>> byHost = byHost(all, all, byRoute(configuration, entries(configuration)));
		return byHost.entrySet()
			.stream()
			.map((host) -> new HostGroup(name(host.getKey(), byHost), List.of(), host.getValue()))
			.toList();
	}

	/** Whether all its hosts are among those of another group, which has more. */
	boolean isWithin(HostGroup other) {
		if (this == other || this.candidates.isEmpty() || other.candidates.isEmpty()) {
			return false;
		}
		String host = key(this.candidates.get(0).match());
		String wider = key(other.candidates.get(0).match());
		return !host.isEmpty() && (wider.isEmpty() || (wider.startsWith(".") && host.endsWith(wider)))
				&& !host.equals(wider);
	}

	private static List<ExpandedMatch> expand(CoveredConfiguration configuration) {
		List<ExpandedMatch> all = new ArrayList<>();
		configuration.routes().forEach((name, spec) -> all.addAll(ExpandedMatch.expand(name, spec)));
		return all;
	}

	/** Has every host of the configuration, also those that no given match is for. */
	private static Map<String, List<GovernedMatch>> byHost(List<ExpandedMatch> all, List<ExpandedMatch> matches,
			Map<String, List<PolicyEntry>> byRoute) {
		Map<String, List<GovernedMatch>> byHost = new TreeMap<>(Comparator.reverseOrder());
		byHost.put("", new ArrayList<>());
		all.forEach((match) -> byHost.put(key(match), new ArrayList<>()));
		matches.stream()
			.sorted()
			.forEach((match) -> Objects.requireNonNull(byHost.get(key(match)))
				.add(GovernedMatch.of(match, byRoute.get(match.route()))));
		return byHost;
	}

	private static String key(ExpandedMatch match) {
		return match.hostname().startsWith("*.") ? match.hostname().substring(1) : match.hostname();
	}

	private static Map<String, List<PolicyEntry>> byRoute(CoveredConfiguration configuration,
			Map<String, List<PolicyEntry>> entries) {
		Map<String, List<PolicyEntry>> byRoute = new HashMap<>();
		configuration.policies()
			.keySet()
			.forEach((policy) -> targets(configuration, policy)
				.forEach((route) -> byRoute.put(route, entries.get(policy))));
		return byRoute;
	}

	/** The routes that a policy is attached to. */
	static List<String> targets(CoveredConfiguration configuration, String policy) {
		AccessControlPolicySpec spec = Objects.requireNonNull(configuration.policies().get(policy));
		return (spec.targetRefs() != null)
				? spec.targetRefs().stream().map((target) -> String.valueOf(target.name())).toList() : List.of();
	}

	/** The entries of each policy by its name. */
	static Map<String, List<PolicyEntry>> entries(CoveredConfiguration configuration) {
		Map<String, List<PolicyEntry>> entries = new TreeMap<>();
		configuration.policies().forEach((name, policy) -> {
			List<PolicySpec> specs = (policy.policies() != null) ? policy.policies() : List.of();
			List<String> names = configuration.entryNames().getOrDefault(name, List.of());
			List<PolicyEntry> compiled = new ArrayList<>();
			for (int i = 0; i < specs.size(); i++) {
				String entry = (i < names.size()) ? names.get(i) : "%s[%d]".formatted(name, i);
				compiled.add(new PolicyEntry(entry, specs.get(i)));
			}
			entries.put(name, List.copyOf(compiled));
		});
		return entries;
	}

	/** A host itself, then wildcards from the longest on, then routes for every host. */
	private static List<GovernedMatch> chain(String host, Map<String, List<GovernedMatch>> byHost) {
		List<GovernedMatch> chain = new ArrayList<>(byHost.get(host));
		byHost.keySet()
			.stream()
			.filter((wildcard) -> wildcard.startsWith(".") && host.endsWith(wildcard) && !host.equals(wildcard))
			.sorted(Comparator.comparing(String::length).reversed())
			.forEach((wildcard) -> chain.addAll(byHost.get(wildcard)));
		if (!host.isEmpty()) {
			chain.addAll(byHost.get(""));
		}
		return List.copyOf(chain);
	}

	private static String name(String host, Map<String, List<GovernedMatch>> byHost) {
		if (host.isEmpty()) {
			return (byHost.size() == 1) ? "any host" : "other hosts";
		}
		return host.startsWith(".") ? "*" + host : host;
	}

}
