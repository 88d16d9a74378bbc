package io.microgate.coverage;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import org.jspecify.annotations.Nullable;

/**
 * Joins one mapping with the configuration: goes through routes and entries as a request
 * would, and past all that cannot be told without one.
 */
final class MappingJoin {

	private final PathSet paths;

	private final List<PathSet> openPaths;

	private final Extent open;

	private final Unmatched unmatched;

	private final Map<GovernedMatch, Extent> extents = new IdentityHashMap<>();

	private final List<HostGroup> hosts;

	/**
	 * Starts with a mapping.
	 * @param paths its paths
	 * @param openPaths the paths below which everything is open, and these
	 * @param hosts the routes by host
	 * @param unmatched what becomes of requests without a route
	 */
	MappingJoin(PathSet paths, List<PathSet> openPaths, List<HostGroup> hosts, Unmatched unmatched) {
		this.paths = paths;
		this.openPaths = openPaths;
		this.open = extentOfOpenPaths(paths);
		this.unmatched = unmatched;
		this.hosts = hosts.stream().map(this::reachable).toList();
	}

	private HostGroup reachable(HostGroup host) {
		return new HostGroup(host.name(),
				host.candidates()
					.stream()
					.filter((candidate) -> this.extents.computeIfAbsent(candidate,
							(key) -> key.paths().extent(this.paths)) != Extent.NONE)
					.toList());
	}

	private Extent extentOfOpenPaths(PathSet others) {
		Extent extent = Extent.NONE;
		for (PathSet paths : this.openPaths) {
			Extent single = paths.extent(others);
			extent = (single.compareTo(extent) < 0) ? single : extent;
		}
		return extent;
	}

	List<HostGroup> hosts() {
		return this.hosts;
	}

	/**
	 * What may decide about the requests with a method.
	 * @param method the method
	 * @param host the hosts, one of {@link #hosts()}
	 * @return the rulings in order, of which the last one holds for all that is left
	 */
	List<Found> decide(String method, HostGroup host) {
		List<Found> found = new ArrayList<>();
		for (GovernedMatch candidate : host.candidates()) {
			Extent pathExtent = pathExtent(candidate);
			Extent extent = pathExtent.and(candidate.extent(method));
			if (extent != Extent.NONE) {
				found.addAll(decide(method, candidate, candidate.conditions(pathExtent)));
			}
			if (extent == Extent.ALL) {
				return found;
			}
		}
		addWithoutRoute(found);
		return found;
	}

	private Extent pathExtent(GovernedMatch candidate) {
		return this.extents.getOrDefault(candidate, Extent.NONE);
	}

	private List<Found> decide(String method, GovernedMatch candidate, List<String> conditions) {
		List<Found> found = new ArrayList<>();
		Extent openHere = isMeantToProtect(candidate) ? Extent.NONE : this.open;
		addOpenPath(found, openHere, candidate.paths(), conditions);
		if (openHere == Extent.ALL) {
			return found;
		}
		List<PolicyEntry> entries = candidate.entries();
		if (entries == null) {
			found.add(found(ruling(unmatched(), candidate, null, conditions), null, candidate.paths()));
			return found;
		}
		for (PolicyEntry entry : entries) {
			Extent extent = entry.extent(method, this.paths, candidate.paths());
			boolean covered = found.stream().anyMatch((earlier) -> covers(earlier, entry));
			if (extent != Extent.NONE && !covered) {
				found.add(found(ruling(candidate, entry, join(conditions, extent, entry)), entry, candidate.paths()));
			}
			if (extent == Extent.ALL) {
				return found;
			}
		}
		found.add(found(ruling(Effect.NO_ENTRY, candidate, null, conditions), null, candidate.paths()));
		return found;
	}

	private static boolean covers(Found earlier, PolicyEntry entry) {
		return earlier.source() != null && earlier.source().covers(entry);
	}

	private static List<String> join(List<String> conditions, Extent extent, PolicyEntry entry) {
		List<String> joined = new ArrayList<>(conditions);
		if (extent == Extent.SOME) {
			joined.addAll(entry.conditions());
		}
		return List.copyOf(joined);
	}

	/** A route with a policy whose literal path is open was meant to close it. */
	private boolean isMeantToProtect(GovernedMatch candidate) {
		String literal = (candidate.entries() != null) ? candidate.match().path().literalBeginning() : null;
		return literal != null && extentOfOpenPaths(PathSet.exact(literal)) == Extent.ALL;
	}

	private void addOpenPath(List<Found> found, Extent extent, @Nullable PathSet routePaths, List<String> conditions) {
		if (extent == Extent.NONE) {
			return;
		}
		List<String> all = new ArrayList<>(conditions);
		if (extent == Extent.SOME) {
			all.add("path is that of health");
		}
		Ruling ruling = new Ruling(Effect.OPEN, null, "the health endpoint", List.copyOf(all), false);
		List<PathSet> region = new ArrayList<>(List.of(this.paths));
		if (routePaths != null) {
			region.add(routePaths);
		}
		if (this.openPaths.size() == 1) {
			region.addAll(this.openPaths);
		}
		found.add(new Found(ruling, null, region));
	}

	/** A path that a governed route has on some host is refused and left to nobody. */
	private void addWithoutRoute(List<Found> found) {
		Extent known = Extent.NONE;
		boolean meantToProtect = false;
		for (Map.Entry<GovernedMatch, Extent> candidate : this.extents.entrySet()) {
			if (candidate.getKey().entries() != null && candidate.getValue() != Extent.NONE) {
				known = (candidate.getValue().compareTo(known) < 0) ? candidate.getValue() : known;
				meantToProtect = meantToProtect || isMeantToProtect(candidate.getKey());
			}
		}
		addOpenPath(found, (meantToProtect && this.open == Extent.ALL) ? Extent.SOME : this.open, null, List.of());
		if (this.open == Extent.ALL && !meantToProtect) {
			return;
		}
		if (known == Extent.SOME && unmatched() != Effect.NO_ROUTE) {
			found.add(found(
					new Ruling(Effect.NO_ROUTE, null, null, List.of("another host or request has a route"), false),
					null, null));
		}
		Effect effect = (known == Extent.ALL) ? Effect.NO_ROUTE : unmatched();
		found.add(found(new Ruling(effect, null, null, List.of(), false), null, null));
	}

	private Effect unmatched() {
		return switch (this.unmatched) {
			case REFUSED -> Effect.NO_ROUTE;
			case PASSED -> Effect.PASSED;
			case LEFT_TO_OTHERS -> Effect.LEFT_TO_OTHERS;
		};
	}

	private static Ruling ruling(GovernedMatch candidate, PolicyEntry entry, List<String> conditions) {
		return new Ruling(entry.effect(), candidate.route(), entry.name(), conditions,
				candidate.isCatchAll() && !entry.hasPath());
	}

	private static Ruling ruling(Effect effect, GovernedMatch candidate, @Nullable String entry,
			List<String> conditions) {
		return new Ruling(effect, candidate.route(), entry, List.copyOf(conditions), candidate.isCatchAll());
	}

	private Found found(Ruling ruling, @Nullable PolicyEntry entry, @Nullable PathSet routePaths) {
		List<PathSet> region = new ArrayList<>(List.of(this.paths));
		if (routePaths != null) {
			region.add(routePaths);
		}
		PathSet entryPaths = (entry != null) ? entry.path() : null;
		if (entryPaths != null) {
			region.add(entryPaths);
		}
		return new Found(ruling, entry, List.copyOf(region));
	}

}
