package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.route.ExpandedMatch;

/**
 * Hosts for which the same routes are looked at, in the same order.
 *
 * @param name a hostname of routes, or what is left
 * @param candidates the matches of all routes for them, by precedence
 */
record HostGroup(String name, List<GovernedMatch> candidates) {

	/**
	 * The groups that a configuration makes.
	 * @param configuration the configuration
	 * @param entries the entries of each policy
	 * @return the groups, that of hosts without a name of their own last
	 */
	static List<HostGroup> of(CoveredConfiguration configuration, Map<String, List<PolicyEntry>> entries) {
		Map<String, List<GovernedMatch>> byHost = byHost(configuration, entries);
		return byHost.keySet().stream().map((host) -> new HostGroup(name(host, byHost), chain(host, byHost))).toList();
	}

	/**
	 * The matches for each hostname alone, without those for more hosts.
	 * @param configuration the configuration
	 * @return a group for each hostname
	 */
	static List<HostGroup> ofEachHost(CoveredConfiguration configuration) {
		Map<String, List<GovernedMatch>> byHost = byHost(configuration, entries(configuration));
		return byHost.entrySet()
			.stream()
			.map((host) -> new HostGroup(name(host.getKey(), byHost), host.getValue()))
			.toList();
	}

	private static Map<String, List<GovernedMatch>> byHost(CoveredConfiguration configuration,
			Map<String, List<PolicyEntry>> entries) {
		Map<String, List<GovernedMatch>> byHost = new TreeMap<>(Comparator.reverseOrder());
		byHost.put("", new ArrayList<>());
		Map<String, List<PolicyEntry>> byRoute = byRoute(configuration, entries);
		configuration.routes()
			.forEach((name, spec) -> ExpandedMatch.expand(name, spec)
				.forEach((match) -> byHost.computeIfAbsent(key(match.hostname()), (key) -> new ArrayList<>())
					.add(GovernedMatch.of(match, byRoute.get(name)))));
		byHost.values().forEach((candidates) -> candidates.sort(GovernedMatch.PRECEDENCE));
		return byHost;
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

	private static String key(String hostname) {
		return hostname.startsWith("*.") ? hostname.substring(1) : hostname;
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
