package io.microgate.coverage;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.route.OpenPath;
import io.microgate.route.OpenPaths;
import org.jspecify.annotations.Nullable;

/**
 * Joins one mapping with the configuration: goes through routes and entries as a request
 * would, and keeps every branch that only a request can decide.
 */
final class MappingJoin {

	private final PathSet paths;

	private final List<PathSet> openPaths;

	private final MatchExtent protectedPaths;

	private final MatchExtent open;

	private final Unmatched unmatched;

	private final Map<GovernedMatch, MatchExtent> extents = new IdentityHashMap<>();

	private final List<HostGroup> hosts;

	/**
	 * Creates the join of a mapping.
	 * @param paths its paths
	 * @param openPaths the paths that are open without a route
	 * @param hosts the routes by host
	 * @param unmatched effect for requests without a route
	 */
	MappingJoin(PathSet paths, List<OpenPath> openPaths, List<HostGroup> hosts, Unmatched unmatched) {
		this.paths = paths;
		this.openPaths = openPaths.stream().map(MappingJoin::paths).toList();
		this.unmatched = unmatched;
		this.hosts = hosts.stream().map(this::reachable).toList();
		this.protectedPaths = protectedExtent();
		this.open = openExtent(openPaths);
	}

	private static PathSet paths(OpenPath open) {
		return open.withBelow() ? PathSet.below(open.path()) : PathSet.exact(open.path());
	}

	private HostGroup reachable(HostGroup host) {
		return new HostGroup(host.name(), reachable(host.protecting()), reachable(host.candidates()));
	}

	private List<GovernedMatch> reachable(List<GovernedMatch> candidates) {
		return candidates.stream()
			.filter((candidate) -> this.extents.computeIfAbsent(candidate,
					(key) -> key.paths().extent(this.paths)) != MatchExtent.NONE)
			.toList();
	}

	/** A route protects an open path on every host, whatever hosts it is for. */
	private MatchExtent openExtent(List<OpenPath> openPaths) {
		MatchExtent extent = MatchExtent.NONE;
		for (PathSet paths : this.openPaths) {
			MatchExtent single = paths.extent(this.paths);
			extent = (single.compareTo(extent) < 0) ? single : extent;
		}
		for (OpenPath path : openPaths) {
			for (String closed : path.except()) {
				extent = extent.and(PathSet.below(closed).extent(this.paths).invert());
			}
		}
		return extent.and(this.protectedPaths.invert());
	}

	private MatchExtent protectedExtent() {
		MatchExtent extent = MatchExtent.NONE;
		for (HostGroup host : this.hosts) {
			for (GovernedMatch protecting : host.protecting()) {
				MatchExtent single = pathExtent(protecting);
				extent = (single.compareTo(extent) < 0) ? single : extent;
			}
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
	List<TracedRuling> decide(String method, HostGroup host) {
		List<TracedRuling> found = new ArrayList<>();
		if (decide(method, host.protecting(), found)) {
			return found;
		}
		MatchExtent openHere = OpenPaths.METHODS.contains(method) ? this.open : MatchExtent.NONE;
		addOpenPath(found, openHere);
		if (openHere != MatchExtent.ALL && !decide(method, host.candidates(), found)) {
			addWithoutRoute(found);
		}
		return found;
	}

	/** Returns whether all requests are decided. */
	private boolean decide(String method, List<GovernedMatch> candidates, List<TracedRuling> found) {
		for (GovernedMatch candidate : candidates) {
			MatchExtent pathExtent = pathExtent(candidate);
			MatchExtent extent = pathExtent.and(candidate.extent(method));
			if (extent != MatchExtent.NONE) {
				found.addAll(decide(method, candidate, candidate.conditions(pathExtent)));
			}
			if (extent == MatchExtent.ALL) {
				return true;
			}
		}
		return false;
	}

	private MatchExtent pathExtent(GovernedMatch candidate) {
		return this.extents.getOrDefault(candidate, MatchExtent.NONE);
	}

	private List<TracedRuling> decide(String method, GovernedMatch candidate, List<String> conditions) {
		List<TracedRuling> found = new ArrayList<>();
		List<PolicyEntry> entries = candidate.entries();
		if (entries == null) {
			addWithoutPolicy(found, candidate, conditions);
			return found;
		}
		for (PolicyEntry entry : entries) {
			MatchExtent extent = entry.extent(method, this.paths, candidate.paths());
			boolean covered = found.stream().anyMatch((earlier) -> covers(earlier, entry));
			if (extent != MatchExtent.NONE && !covered) {
				found.add(found(ruling(candidate, entry, join(conditions, extent, entry)), entry, candidate.paths()));
			}
			if (extent == MatchExtent.ALL) {
				return found;
			}
		}
		found.add(found(ruling(Effect.NO_ENTRY, candidate, null, conditions), null, candidate.paths()));
		return found;
	}

	/** A path that a route protects on some host is refused on all others. */
	private void addWithoutPolicy(List<TracedRuling> found, GovernedMatch candidate, List<String> conditions) {
		if (this.protectedPaths != MatchExtent.NONE && unmatched() != Effect.NO_ROUTE) {
			List<String> all = new ArrayList<>(conditions);
			if (this.protectedPaths == MatchExtent.SOME) {
				all.add("path is protected on another host");
			}
			found.add(found(ruling(Effect.NO_ROUTE, candidate, null, all), null, candidate.paths()));
		}
		if (this.protectedPaths != MatchExtent.ALL || unmatched() == Effect.NO_ROUTE) {
			found.add(found(ruling(unmatched(), candidate, null, conditions), null, candidate.paths()));
		}
	}

	private static boolean covers(TracedRuling earlier, PolicyEntry entry) {
		return earlier.source() != null && earlier.source().covers(entry);
	}

	private static List<String> join(List<String> conditions, MatchExtent extent, PolicyEntry entry) {
		List<String> joined = new ArrayList<>(conditions);
		if (extent == MatchExtent.SOME) {
			joined.addAll(entry.conditions());
		}
		return List.copyOf(joined);
	}

	private void addOpenPath(List<TracedRuling> found, MatchExtent extent) {
		if (extent == MatchExtent.NONE) {
			return;
		}
		List<String> conditions = (extent == MatchExtent.SOME) ? List.of("path is that of health") : List.of();
		Ruling ruling = new Ruling(Effect.OPEN, null, "the health endpoint", conditions, false);
		List<PathSet> region = new ArrayList<>(List.of(this.paths));
		if (this.openPaths.size() == 1) {
			region.addAll(this.openPaths);
		}
		found.add(new TracedRuling(ruling, null, region));
	}

	/** A path that a governed route has on some host is refused on all others. */
	private void addWithoutRoute(List<TracedRuling> found) {
		MatchExtent known = MatchExtent.NONE;
		for (Map.Entry<GovernedMatch, MatchExtent> candidate : this.extents.entrySet()) {
			if (candidate.getKey().entries() != null) {
				known = (candidate.getValue().compareTo(known) < 0) ? candidate.getValue() : known;
			}
		}
		if (known == MatchExtent.SOME && unmatched() != Effect.NO_ROUTE) {
			found.add(found(
					new Ruling(Effect.NO_ROUTE, null, null, List.of("another host or request has a route"), false),
					null, null));
		}
		Effect effect = (known == MatchExtent.ALL) ? Effect.NO_ROUTE : unmatched();
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

	private TracedRuling found(Ruling ruling, @Nullable PolicyEntry entry, @Nullable PathSet routePaths) {
		List<PathSet> region = new ArrayList<>(List.of(this.paths));
		if (routePaths != null) {
			region.add(routePaths);
		}
		PathSet entryPaths = (entry != null) ? entry.path() : null;
		if (entryPaths != null) {
			region.add(entryPaths);
		}
		return new TracedRuling(ruling, entry, List.copyOf(region));
	}

}
