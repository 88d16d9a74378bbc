package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.microgate.coverage.RouteCandidate.GovernedRoute;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.route.OpenPath;
import io.microgate.route.ProtectingRoutes;
import io.microgate.route.RouteSpec;

/**
 * Hosts for which the same routes are looked at, in the same order.
 *
 * @param name a hostname of routes, or what is left
 * @param protecting the matches that were written for open paths, by precedence
 * @param candidates all other matches, by precedence
 */
record HostGroup(String name, List<RouteCandidate> protecting, List<RouteCandidate> candidates) {

	private static final List<String> EVERY_HOST = List.of("");

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
		ProtectingRoutes parts = ProtectingRoutes.of(configuration.routes(), byRoute::containsKey, openPaths);
		Map<String, List<RouteCandidate>> written = byHost(configuration, parts.written(), byRoute);
		Map<String, List<RouteCandidate>> below = byHost(configuration, parts.below(), byRoute);
		Map<String, List<RouteCandidate>> others = byHost(configuration, parts.others(), byRoute);
		return others.keySet()
			.stream()
			.map((host) -> new HostGroup(name(host, others),
					Stream.concat(chain(host, written).stream(), chain(host, below).stream()).toList(),
					chain(host, others)))
			.toList();
	}

	/** Has every host of the configuration, also those that no given route is for. */
	private static Map<String, List<RouteCandidate>> byHost(CoveredConfiguration configuration,
			Map<String, RouteSpec> routes, Map<String, List<PolicyEntry>> byRoute) {
		Map<String, List<RouteCandidate>> byHost = new TreeMap<>(Comparator.reverseOrder());
		byHost.put("", new ArrayList<>());
		configuration.routes()
			.values()
			.forEach((spec) -> hosts(spec).forEach((host) -> byHost.put(host, new ArrayList<>())));
		routes.forEach((name, spec) -> add(spec, new GovernedRoute(name, byRoute.get(name)), byHost));
		byHost.values().forEach((candidates) -> candidates.sort(RouteCandidate.PRECEDENCE));
		return byHost;
	}

	private static List<String> hosts(RouteSpec spec) {
		List<String> hostnames = (spec.hostnames() != null) ? spec.hostnames() : EVERY_HOST;
		return hostnames.stream().map((host) -> host.startsWith("*.") ? host.substring(1) : host).toList();
	}

	private static Map<String, List<PolicyEntry>> byRoute(CoveredConfiguration configuration,
			Map<String, List<PolicyEntry>> entries) {
		Map<String, List<PolicyEntry>> byRoute = new HashMap<>();
		configuration.policies().forEach((name, policy) -> {
			List<AccessControlPolicySpec.TargetRef> targets = (policy.targetRefs() != null) ? policy.targetRefs()
					: List.of();
			targets.forEach((target) -> byRoute.put(String.valueOf(target.name()), entries.get(name)));
		});
		return byRoute;
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

	private static void add(RouteSpec spec, GovernedRoute route, Map<String, List<RouteCandidate>> byHost) {
		List<RouteCandidate> candidates = new ArrayList<>();
		if (spec.paths() != null) {
			spec.paths().forEach((pattern) -> candidates.add(RouteCandidate.ofPattern(pattern, route)));
		}
		if (spec.matches() != null) {
			spec.matches().forEach((match) -> candidates.add(RouteCandidate.ofMatch(match, route)));
		}
		if (spec.paths() == null && spec.matches() == null) {
			candidates.add(RouteCandidate.ofPattern("/**", route));
		}
		hosts(spec).forEach((host) -> byHost.computeIfAbsent(host, (key) -> new ArrayList<>()).addAll(candidates));
	}

	/** A host itself, then wildcards from the longest on, then routes for every host. */
	private static List<RouteCandidate> chain(String host, Map<String, List<RouteCandidate>> byHost) {
		List<RouteCandidate> chain = new ArrayList<>(byHost.get(host));
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

	private static String name(String host, Map<String, List<RouteCandidate>> byHost) {
		if (host.isEmpty()) {
			return (byHost.size() == 1) ? "any host" : "other hosts";
		}
		return host.startsWith(".") ? "*" + host : host;
	}

}
