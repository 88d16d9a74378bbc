package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.route.OpenPath;
import io.microgate.route.ProtectingRoutes;

/**
 * Groups hosts for which the same routes count, in the same order.
 *
 * @param name a hostname of routes, or what is left
 * @param protecting the matches that were written for open paths, by precedence
 * @param candidates all other matches, by precedence
 */
record HostGroup(String name, List<GovernedMatch> protecting, List<GovernedMatch> candidates) {

	/**
	 * Groups the hosts of a configuration.
	 * @param configuration the configuration
	 * @param openPaths the paths that are open without a route
	 * @return the groups, that of hosts without a name of their own last
	 */
	static List<HostGroup> of(CoveredConfiguration configuration, List<OpenPath> openPaths) {
		ProtectingRoutes parts = ProtectingRoutes.of(configuration.matches(), configuration::isGoverned, openPaths);
		Map<String, List<GovernedMatch>> written = configuration.byHost(parts.written());
		Map<String, List<GovernedMatch>> below = configuration.byHost(parts.below());
		Map<String, List<GovernedMatch>> others = configuration.byHost(parts.others());
		return others.keySet()
			.stream()
			.map((host) -> new HostGroup(name(host, others),
					Stream.concat(chain(host, written).stream(), chain(host, below).stream()).toList(),
					chain(host, others)))
			.toList();
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
