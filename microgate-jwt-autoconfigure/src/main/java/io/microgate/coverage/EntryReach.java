package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds entries of policies that cannot do what they seem to do, whatever the application
 * serves.
 */
public final class EntryReach {

	private final Map<String, List<GovernedMatch>> matches = new HashMap<>();

	private EntryReach(CoveredConfiguration configuration) {
		HostGroup.ofEachHost(configuration)
			.forEach((host) -> host.candidates()
				.forEach((match) -> this.matches.computeIfAbsent(match.route(), (route) -> new ArrayList<>())
					.add(match)));
	}

	/**
	 * Looks for such entries.
	 * @param configuration the configuration, free of errors
	 * @return what was found, policy by policy
	 */
	public static List<Finding> find(CoveredConfiguration configuration) {
		EntryReach reach = new EntryReach(configuration);
		List<Finding> findings = new ArrayList<>();
		HostGroup.entries(configuration).forEach((policy, entries) -> {
			List<GovernedMatch> governed = reach.matchesOf(configuration, policy);
			for (int i = 0; i < entries.size(); i++) {
				Kind kind = kind(entries, i, governed);
				if (kind != null) {
					findings.add(new Finding(policy, i, kind));
				}
			}
		});
		return findings;
	}

	private List<GovernedMatch> matchesOf(CoveredConfiguration configuration, String policy) {
		List<GovernedMatch> governed = new ArrayList<>();
		HostGroup.targets(configuration, policy)
			.forEach((route) -> governed.addAll(this.matches.getOrDefault(route, List.of())));
		return governed;
	}

	private static @Nullable Kind kind(List<PolicyEntry> entries, int index, List<GovernedMatch> governed) {
		PolicyEntry entry = entries.get(index);
		if (entries.subList(0, index).stream().anyMatch((earlier) -> earlier.covers(entry))) {
			return Kind.TAKEN_BY_EARLIER;
		}
		PathSet path = entry.path();
		if (path == null) {
			return null;
		}
		if (governed.stream().allMatch((match) -> path.extent(match.paths()) == Extent.NONE)) {
			return Kind.NOT_ON_ITS_ROUTES;
		}
		return path.isOnlyWithTrailingSlash() ? Kind.ONLY_WITH_TRAILING_SLASH : null;
	}

	/**
	 * An entry that was found.
	 *
	 * @param policy name of the policy
	 * @param index position of the entry in the policy
	 * @param kind what is the matter
	 */
	public record Finding(String policy, int index, Kind kind) {
	}

	/**
	 * What is the matter with an entry.
	 */
	public enum Kind {

		/** An earlier entry takes all of its requests. */
		TAKEN_BY_EARLIER,

		/** No path of its routes meets its conditions. */
		NOT_ON_ITS_ROUTES,

		/** It is for nothing but paths that end in a slash. */
		ONLY_WITH_TRAILING_SLASH

	}

}
