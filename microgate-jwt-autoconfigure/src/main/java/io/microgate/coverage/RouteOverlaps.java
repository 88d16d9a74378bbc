package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.RouteOverlap.Kind;
import io.microgate.match.Re2Expression;
import io.microgate.match.SharedPath;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes for the same host whose matches are for some of the same requests, where
 * the order between them may surprise. A literal path is only compared with the same one:
 * it comes before all that is not literal, and is narrower than it.
 */
public final class RouteOverlaps {

	/** No start has to wait for more, which takes a second or two. */
	private static final int MAX_COMPARISONS = 500_000;

	private final Unmatched unmatched;

	private final Set<RouteOverlap> found = new LinkedHashSet<>();

	private int comparisons;

	private RouteOverlaps(Unmatched unmatched) {
		this.unmatched = unmatched;
	}

	/**
	 * Looks for overlaps.
	 * @param configuration the configuration, free of errors
	 * @return the overlaps and whether all matches were compared
	 */
	public static Result find(CoveredConfiguration configuration) {
		RouteOverlaps overlaps = new RouteOverlaps(configuration.unmatched());
		List<HostGroup> hosts = HostGroup.ofEachHost(configuration);
		hosts.forEach(overlaps::addAll);
		hosts.forEach((host) -> hosts.stream().filter(host::isWithin).forEach((other) -> overlaps.addAll(host, other)));
		return new Result(List.copyOf(overlaps.found), overlaps.comparisons <= MAX_COMPARISONS);
	}

	private void addAll(HostGroup host) {
		OverlapTree patterns = new OverlapTree();
		List<GovernedMatch> expressions = new ArrayList<>();
		List<GovernedMatch> others = new ArrayList<>();
		Map<String, List<GovernedMatch>> literals = new HashMap<>();
		for (GovernedMatch candidate : host.candidates()) {
			switch (candidate.match().path().kind()) {
				case LITERAL -> literals.computeIfAbsent(candidate.match().path().text(), (path) -> new ArrayList<>())
					.add(candidate);
				case EXPRESSION -> expressions.add(candidate);
				case PATTERN -> {
					patterns.add(candidate);
					others.add(candidate);
				}
			}
		}
		for (GovernedMatch expression : expressions) {
			expressions.forEach((other) -> compare(expression, other));
			others.forEach((other) -> compare(expression, other));
		}
		others.forEach((match) -> patterns.forEachNear(match, (other) -> compare(match, other)));
		literals.values().forEach((same) -> same.forEach((match) -> same.forEach((other) -> compare(match, other))));
	}

	/** A host comes before those for more hosts, whatever the paths. */
	private void addAll(HostGroup host, HostGroup forMoreHosts) {
		OverlapTree patterns = new OverlapTree();
		List<GovernedMatch> others = new ArrayList<>();
		for (GovernedMatch candidate : forMoreHosts.candidates()) {
			if (candidate.match().path().kind() == RoutePath.Kind.PATTERN) {
				patterns.add(candidate);
			}
			others.add(candidate);
		}
		for (GovernedMatch candidate : host.candidates()) {
			switch (candidate.match().path().kind()) {
				case LITERAL -> {
				}
				case EXPRESSION -> others.forEach((other) -> add(candidate, other));
				case PATTERN -> {
					patterns.forEachNear(candidate, (other) -> add(candidate, other));
					others.stream()
						.filter((other) -> other.match().path().kind() == RoutePath.Kind.LITERAL)
						.forEach((other) -> add(candidate, other));
				}
			}
		}
	}

	/** Each pair comes in both orders, of which one is that of precedence. */
	private void compare(GovernedMatch winner, GovernedMatch loser) {
		if (winner.match().compareTo(loser.match()) < 0) {
			add(winner, loser);
		}
	}

	private void add(GovernedMatch winner, GovernedMatch loser) {
		if (winner.route().equals(loser.route()) || !winner.match().sharesConditionsWith(loser.match())
				|| ++this.comparisons > MAX_COMPARISONS) {
			return;
		}
		Pair pair = new Pair(winner, loser, winner.paths().extent(loser.paths()), loser.paths().extent(winner.paths()));
		Kind kind = (pair.taken() != Extent.NONE && pair.within() != Extent.NONE) ? kind(pair) : null;
		if (kind != null) {
			this.found.add(new RouteOverlap(kind, winner.match().forAnyHost(), loser.match().forAnyHost()));
		}
	}

	private @Nullable Kind kind(Pair pair) {
		GovernedMatch winner = pair.winner();
		GovernedMatch loser = pair.loser();
		Extent shared = pair.shared();
		if (shared == Extent.NONE) {
			return null;
		}
		if (pair.hasSameHost() && winner.isExpression() && !loser.isExpression() && isStricter(loser, winner)) {
			return (shared == Extent.ALL) ? Kind.LOSER_STRICTER : Kind.LOSER_PERHAPS_STRICTER;
		}
		if (pair.hasSameHost() && pair.taken() == Extent.ALL && winner.match().asksForNoMoreThan(loser.match())) {
			return Kind.LOSER_UNREACHABLE;
		}
		if (winner.decidesLike(loser) || shared != Extent.ALL) {
			return null;
		}
		if (pair.hasSameHost() && winner.match().isOrderedByNameAgainst(loser.match())) {
			return Kind.ORDERED_BY_NAME;
		}
		return pair.isWinnerNarrower() ? null : Kind.POLICIES_DIFFER;
	}

	/**
	 * Whether some entry of a match may ask for more than another match does for the same
	 * requests.
	 */
	private boolean isStricter(GovernedMatch match, GovernedMatch than) {
		if (match.decidesLike(than)) {
			return false;
		}
		return CoverageLine.METHODS.stream()
			.filter((method) -> match.extent(method) != Extent.NONE && than.extent(method) != Extent.NONE)
			.anyMatch((method) -> isStricter(match, than, method));
	}

	private boolean isStricter(GovernedMatch match, GovernedMatch than, String method) {
		if (match.entries() == null) {
			return weakest(match, than.paths(), method) > weakest(than, match.paths(), method);
		}
		for (PolicyEntry entry : match.entries()) {
			Extent extent = entry.extent(method, than.paths(), match.paths());
			PathSet paths = (entry.path() != null) ? entry.path() : match.paths();
			boolean reached = extent != Extent.NONE && than.paths().extent(paths) != Extent.NONE;
			if (reached && !hasAlike(than, entry) && strictness(entry.effect()) > weakest(than, paths, method)) {
				return true;
			}
			if (extent == Extent.ALL) {
				return false;
			}
		}
		return strictness(Effect.NO_ENTRY) > weakest(than, match.paths(), method);
	}

	private static boolean hasAlike(GovernedMatch match, PolicyEntry entry) {
		return match.entries() != null && match.entries().stream().anyMatch(entry::decidesLike);
	}

	/** How little the policy of a match may ask of requests with these paths. */
	private int weakest(GovernedMatch match, PathSet paths, String method) {
		if (match.entries() == null) {
			return strictness((this.unmatched == Unmatched.REFUSED) ? Effect.NO_ROUTE : Effect.PASSED);
		}
		int weakest = strictness(Effect.NO_ENTRY);
		for (PolicyEntry entry : match.entries()) {
			Extent extent = entry.extent(method, paths, match.paths());
			if (extent != Extent.NONE) {
				weakest = Math.min(weakest, strictness(entry.effect()));
			}
			if (extent == Extent.ALL) {
				return weakest;
			}
		}
		return weakest;
	}

	private static int strictness(Effect effect) {
		return switch (effect) {
			case OPEN, PASSED, LEFT_TO_OTHERS -> 0;
			case AUTHENTICATED, CLAIMS -> 1;
			case DENIED, NO_ENTRY, NO_ROUTE -> 2;
		};
	}

	/**
	 * Two matches, of which the first comes first.
	 *
	 * @param winner the match that comes first
	 * @param loser the other match
	 * @param taken for how many paths of the loser the winner is
	 * @param within for how many paths of the winner the loser is
	 */
	private record Pair(GovernedMatch winner, GovernedMatch loser, Extent taken, Extent within) {

		boolean hasSameHost() {
			return this.winner.match().hostname().equals(this.loser.match().hostname());
		}

		/** Whether there are paths of both: for certain, perhaps or none. */
		Extent shared() {
			boolean certain = this.taken == Extent.ALL || this.within == Extent.ALL
					|| (this.winner.paths().exact() && this.loser.paths().exact());
			if (certain) {
				return Extent.ALL;
			}
			if (this.winner.isExpression() && !this.loser.isExpression()) {
				SharedPath path = SharedPath.of(Re2Expression.compile(this.winner.match().path().text()),
						this.loser.match().path().pattern());
				return (path.path() != null) ? Extent.ALL : path.possible() ? Extent.SOME : Extent.NONE;
			}
			boolean example = this.winner.paths().examples().anyMatch(this.loser.paths()::contains)
					|| this.loser.paths().examples().anyMatch(this.winner.paths()::contains);
			return example ? Extent.ALL : Extent.SOME;
		}

		/** That the narrower one comes first is what its author expects. */
		boolean isWinnerNarrower() {
			boolean samePaths = this.taken == Extent.ALL;
			return this.within == Extent.ALL
					&& (!samePaths || this.loser.match().asksForNoMoreThan(this.winner.match()));
		}

	}

	/**
	 * What was found.
	 *
	 * @param overlaps the overlaps
	 * @param complete {@code false} if there are too many routes to compare all
	 */
	public record Result(List<RouteOverlap> overlaps, boolean complete) {
	}

}
