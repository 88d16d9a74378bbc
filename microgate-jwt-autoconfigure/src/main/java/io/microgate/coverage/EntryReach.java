package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.route.ExpandedMatch;
import org.jspecify.annotations.Nullable;

/**
 * Finds policy entries that no request can reach as they are written, whatever the
 * application serves.
 */
public final class EntryReach {

	private EntryReach() {
	}

	/**
	 * Looks for such entries.
	 * @param configuration the configuration, free of errors
	 * @return what was found, policy by policy
	 */
	public static List<Finding> find(CoveredConfiguration configuration) {
		Map<String, List<GovernedMatch>> byRoute = byRoute(configuration);
		List<Finding> findings = new ArrayList<>();
		for (Map.Entry<String, List<PolicyEntry>> policy : configuration.entries().entrySet()) {
			List<GovernedMatch> governed = new ArrayList<>();
			for (String route : configuration.targets(policy.getKey())) {
				governed.addAll(byRoute.getOrDefault(route, List.of()));
			}
			List<PolicyEntry> entries = policy.getValue();
			for (int i = 0; i < entries.size(); i++) {
				Kind kind = kind(entries.get(i), entries.subList(0, i), governed);
				if (kind != null) {
					findings.add(new Finding(policy.getKey(), i, kind));
				}
			}
		}
		return findings;
	}

	private static Map<String, List<GovernedMatch>> byRoute(CoveredConfiguration configuration) {
		Map<String, List<GovernedMatch>> byRoute = new HashMap<>();
		for (ExpandedMatch match : configuration.matches()) {
			byRoute.putIfAbsent(match.route(), new ArrayList<>(1));
			byRoute.get(match.route()).add(configuration.governed(match));
		}
		return byRoute;
	}

	private static @Nullable Kind kind(PolicyEntry entry, List<PolicyEntry> earlier, List<GovernedMatch> governed) {
		for (PolicyEntry candidate : earlier) {
			if (candidate.covers(entry)) {
				return Kind.TAKEN_BY_EARLIER;
			}
		}
		PathSet path = entry.path();
		if (path == null) {
			return null;
		}
		if (isApart(path, governed)) {
			return Kind.NOT_ON_ITS_ROUTES;
		}
		return path.isOnlyWithTrailingSlash() ? Kind.ONLY_WITH_TRAILING_SLASH : null;
	}

	private static boolean isApart(PathSet path, List<GovernedMatch> governed) {
		for (GovernedMatch match : governed) {
			if (path.extent(match.paths()) != MatchExtent.NONE) {
				return false;
			}
		}
		return true;
	}

	/**
	 * An entry that was found.
	 *
	 * @param policy name of the policy
	 * @param index position of the entry in the policy
	 * @param kind the problem
	 */
	public record Finding(String policy, int index, Kind kind) {
	}

	/**
	 * The problem of an entry.
	 */
	public enum Kind {

		/** An earlier entry takes all of its requests. */
		TAKEN_BY_EARLIER,

		/** No path of its routes meets its conditions. */
		NOT_ON_ITS_ROUTES,

		/** It is only for paths that end in a slash. */
		ONLY_WITH_TRAILING_SLASH

	}

}
