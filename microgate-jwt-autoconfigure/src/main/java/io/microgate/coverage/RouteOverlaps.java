package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.RouteOverlap.Kind;
import io.microgate.match.Re2Expression;
import io.microgate.match.SharedPath;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * Finds matches for the same host that are for some of the same requests, where the order
 * between them may surprise. A literal path is only compared with the same one: it comes
 * before all that is not literal, and is narrower than it.
 */
public final class RouteOverlaps {

	/** Bounds the start: this many take a second or two. */
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
		Map<String, MatchesByKind> hosts = new LinkedHashMap<>();
		for (Map.Entry<String, List<GovernedMatch>> host : configuration.byHost(configuration.matches()).entrySet()) {
			MatchesByKind matches = new MatchesByKind(host.getValue());
			hosts.put(host.getKey(), matches);
			overlaps.addAll(matches);
		}
		for (Map.Entry<String, MatchesByKind> host : hosts.entrySet()) {
			for (String wider : widerHosts(host.getKey())) {
				MatchesByKind forMoreHosts = hosts.get(wider);
				if (forMoreHosts != null) {
					overlaps.addAll(host.getValue(), forMoreHosts);
				}
			}
		}
		return new Result(List.copyOf(overlaps.found), overlaps.comparisons <= MAX_COMPARISONS);
	}

	/** The wildcards that a host belongs to, and the empty string for every host. */
	private static Set<String> widerHosts(String host) {
		Set<String> wider = new TreeSet<>(Comparator.reverseOrder());
		for (int dot = host.indexOf('.', 1); dot > 0; dot = host.indexOf('.', dot + 1)) {
			wider.add(host.substring(dot));
		}
		if (!host.isEmpty()) {
			wider.add("");
		}
		return wider;
	}

	private void addAll(MatchesByKind host) {
		for (GovernedMatch expression : host.expressions) {
			for (GovernedMatch other : host.expressions) {
				compare(expression, other);
			}
			for (GovernedMatch other : host.patterns) {
				compare(expression, other);
			}
		}
		for (GovernedMatch pattern : host.patterns) {
			for (GovernedMatch other : host.patternTree.near(pattern)) {
				compare(pattern, other);
			}
		}
		for (List<GovernedMatch> same : host.literals.values()) {
			for (GovernedMatch literal : same) {
				for (GovernedMatch other : same) {
					compare(literal, other);
				}
			}
		}
	}

	/** A host comes before those for more hosts, whatever the paths. */
	private void addAll(MatchesByKind host, MatchesByKind forMoreHosts) {
		for (GovernedMatch candidate : host.all) {
			switch (candidate.match().path().kind()) {
				case LITERAL -> {
				}
				case EXPRESSION -> addAll(candidate, forMoreHosts.all);
				case PATTERN -> {
					addAll(candidate, forMoreHosts.patternTree.near(candidate));
					for (List<GovernedMatch> same : forMoreHosts.literals.values()) {
						addAll(candidate, same);
					}
				}
			}
		}
	}

	private void addAll(GovernedMatch winner, List<GovernedMatch> losers) {
		for (GovernedMatch loser : losers) {
			add(winner, loser);
		}
	}

	/** Each pair comes in both orders; only that of precedence counts. */
	private void compare(GovernedMatch winner, GovernedMatch loser) {
		if (winner.match().compareTo(loser.match()) < 0) {
			add(winner, loser);
		}
	}

	private void add(GovernedMatch winner, GovernedMatch loser) {
		if ((winner.route().equals(loser.route()) && winner.decidesLike(loser))
				|| !winner.match().sharesConditionsWith(loser.match()) || ++this.comparisons > MAX_COMPARISONS) {
			return;
		}
		Pair pair = new Pair(winner, loser, winner.paths().extent(loser.paths()), loser.paths().extent(winner.paths()));
		Kind kind = (pair.taken() != MatchExtent.NONE && pair.within() != MatchExtent.NONE) ? kind(pair) : null;
		if (kind != null) {
			this.found.add(new RouteOverlap(kind, winner.match().forAnyHost(), loser.match().forAnyHost()));
		}
	}

	private @Nullable Kind kind(Pair pair) {
		GovernedMatch winner = pair.winner();
		GovernedMatch loser = pair.loser();
		MatchExtent shared = pair.shared();
		if (shared == MatchExtent.NONE) {
			return null;
		}
		if (winner.route().equals(loser.route())) {
			return (shared == MatchExtent.ALL) ? Kind.VARIABLES_DIFFER : null;
		}
		if (pair.hasSameHost() && winner.isExpression() && !loser.isExpression() && isStricter(loser, winner)) {
			return (shared == MatchExtent.ALL) ? Kind.LOSER_STRICTER : Kind.LOSER_PERHAPS_STRICTER;
		}
		if (pair.hasSameHost() && pair.taken() == MatchExtent.ALL && winner.match().asksForNoMoreThan(loser.match())) {
			return Kind.LOSER_UNREACHABLE;
		}
		if (winner.decidesLike(loser) || shared != MatchExtent.ALL) {
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
		for (String method : CoverageLine.METHODS) {
			if (match.extent(method) != MatchExtent.NONE && than.extent(method) != MatchExtent.NONE
					&& isStricter(match, than, method)) {
				return true;
			}
		}
		return false;
	}

	private boolean isStricter(GovernedMatch match, GovernedMatch than, String method) {
		if (match.entries() == null) {
			return weakest(match, than.paths(), method) > weakest(than, match.paths(), method);
		}
		for (PolicyEntry entry : match.entries()) {
			MatchExtent extent = entry.extent(method, than.paths(), match.paths());
			PathSet paths = (entry.path() != null) ? entry.path() : match.paths();
			boolean reached = extent != MatchExtent.NONE && than.paths().extent(paths) != MatchExtent.NONE;
			if (reached && !hasAlike(than, entry) && strictness(entry.effect()) > weakest(than, paths, method)) {
				return true;
			}
			if (extent == MatchExtent.ALL) {
				return false;
			}
		}
		return strictness(Effect.NO_ENTRY) > weakest(than, match.paths(), method);
	}

	private static boolean hasAlike(GovernedMatch match, PolicyEntry entry) {
		return match.entries() != null && match.entries().stream().anyMatch(entry::decidesLike);
	}

	/** The least that the policy of a match asks of requests with these paths. */
	private int weakest(GovernedMatch match, PathSet paths, String method) {
		if (match.entries() == null) {
			return strictness((this.unmatched == Unmatched.REFUSED) ? Effect.NO_ROUTE : Effect.PASSED);
		}
		int weakest = strictness(Effect.NO_ENTRY);
		for (PolicyEntry entry : match.entries()) {
			MatchExtent extent = entry.extent(method, paths, match.paths());
			if (extent != MatchExtent.NONE) {
				weakest = Math.min(weakest, strictness(entry.effect()));
			}
			if (extent == MatchExtent.ALL) {
				return weakest;
			}
		}
		return weakest;
	}

	private static int strictness(Effect effect) {
		return switch (effect) {
			case OPEN, PASSED, LEFT_TO_OTHERS -> 0;
			case AUTHENTICATED, CLAIMS, CERTIFICATE -> 1;
			case DENIED, NO_ENTRY, NO_ROUTE -> 2;
		};
	}

	/**
	 * The matches for one host, by the way in which they tell their paths.
	 */
	private static final class MatchesByKind {

		private final List<GovernedMatch> all;

		private final List<GovernedMatch> expressions = new ArrayList<>();

		private final List<GovernedMatch> patterns = new ArrayList<>();

		private final OverlapTree patternTree = new OverlapTree();

		private final Map<String, List<GovernedMatch>> literals = new LinkedHashMap<>();

		MatchesByKind(List<GovernedMatch> all) {
			this.all = all;
			for (GovernedMatch match : all) {
				RoutePath path = match.match().path();
				switch (path.kind()) {
					case LITERAL -> {
						this.literals.putIfAbsent(path.text(), new ArrayList<>(1));
						this.literals.get(path.text()).add(match);
					}
					case EXPRESSION -> this.expressions.add(match);
					case PATTERN -> {
						this.patterns.add(match);
						this.patternTree.add(match);
					}
				}
			}
		}

	}

	/**
	 * Two matches, of which the first comes first.
	 *
	 * @param winner the match that comes first
	 * @param loser the other match
	 * @param taken for how many paths of the loser the winner is
	 * @param within for how many paths of the winner the loser is
	 */
	private record Pair(GovernedMatch winner, GovernedMatch loser, MatchExtent taken, MatchExtent within) {

		boolean hasSameHost() {
			return this.winner.match().hostname().equals(this.loser.match().hostname());
		}

		/** Whether there are paths of both: for certain, perhaps or none. */
		MatchExtent shared() {
			boolean certain = this.taken == MatchExtent.ALL || this.within == MatchExtent.ALL
					|| (this.winner.paths().exact() && this.loser.paths().exact());
			if (certain) {
				return MatchExtent.ALL;
			}
			if (this.winner.isExpression() && !this.loser.isExpression()) {
				SharedPath path = SharedPath.of(Re2Expression.compile(this.winner.match().path().text()),
						this.loser.match().path().pattern());
				return (path.path() != null) ? MatchExtent.ALL : path.possible() ? MatchExtent.SOME : MatchExtent.NONE;
			}
			boolean example = this.winner.paths().examples().anyMatch(this.loser.paths()::contains)
					|| this.loser.paths().examples().anyMatch(this.winner.paths()::contains);
			return example ? MatchExtent.ALL : MatchExtent.SOME;
		}

		/** An author expects the narrower one to come first. */
		boolean isWinnerNarrower() {
			boolean samePaths = this.taken == MatchExtent.ALL;
			return this.within == MatchExtent.ALL
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
