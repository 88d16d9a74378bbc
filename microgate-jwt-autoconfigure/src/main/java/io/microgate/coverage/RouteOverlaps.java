package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.RouteOverlap.Kind;
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
		HostGroup.ofEachHost(configuration).forEach(overlaps::addAll);
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

	/** Each pair comes in both orders, of which one is that of precedence. */
	private void compare(GovernedMatch winner, GovernedMatch loser) {
		if (winner.match().compareTo(loser.match()) >= 0 || winner.route().equals(loser.route())
				|| !winner.match().sharesConditionsWith(loser.match()) || ++this.comparisons > MAX_COMPARISONS) {
			return;
		}
		Extent taken = winner.paths().extent(loser.paths());
		if (taken == Extent.NONE || loser.paths().extent(winner.paths()) == Extent.NONE) {
			return;
		}
		Kind kind = kind(winner, loser, taken);
		if (kind != null) {
			this.found.add(new RouteOverlap(kind, winner.match().forAnyHost(), loser.match().forAnyHost()));
		}
	}

	private @Nullable Kind kind(GovernedMatch winner, GovernedMatch loser, Extent taken) {
		if (isExpression(winner) && !isExpression(loser) && weakest(loser, winner) > weakest(winner, loser)) {
			return sharePathsForCertain(winner, loser, taken) ? Kind.LOSER_STRICTER : Kind.LOSER_PERHAPS_STRICTER;
		}
		if (taken == Extent.ALL && winner.match().asksForNoMoreThan(loser.match())) {
			return Kind.LOSER_UNREACHABLE;
		}
		if (winner.decidesLike(loser)) {
			return null;
		}
		if (winner.match().isOrderedByNameAgainst(loser.match())) {
			return sharePathsForCertain(winner, loser, taken) ? Kind.ORDERED_BY_NAME : null;
		}
		boolean contains = taken == Extent.ALL || loser.paths().extent(winner.paths()) == Extent.ALL;
		return (!contains && sharePathsForCertain(winner, loser, taken)) ? Kind.POLICIES_DIFFER : null;
	}

	private static boolean isExpression(GovernedMatch match) {
		return match.match().path().kind() == RoutePath.Kind.EXPRESSION;
	}

	private static boolean sharePathsForCertain(GovernedMatch winner, GovernedMatch loser, Extent taken) {
		return taken == Extent.ALL || (winner.paths().exact() && loser.paths().exact())
				|| winner.paths().examples().anyMatch(loser.paths()::contains)
				|| loser.paths().examples().anyMatch(winner.paths()::contains);
	}

	/** How little the policy of a match may ask of a request whose path is shared. */
	private int weakest(GovernedMatch match, GovernedMatch other) {
		if (match.entries() == null) {
			return strictness((this.unmatched == Unmatched.REFUSED) ? Effect.NO_ROUTE : Effect.PASSED);
		}
		int weakest = strictness(Effect.NO_ENTRY);
		for (String method : CoverageLine.METHODS) {
			for (PolicyEntry entry : match.entries()) {
				Extent extent = entry.extent(method, other.paths(), match.paths());
				if (extent != Extent.NONE) {
					weakest = Math.min(weakest, strictness(entry.effect()));
				}
				if (extent == Extent.ALL) {
					break;
				}
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
	 * What was found.
	 *
	 * @param overlaps the overlaps
	 * @param complete {@code false} if there are too many routes to compare all
	 */
	public record Result(List<RouteOverlap> overlaps, boolean complete) {
	}

}
