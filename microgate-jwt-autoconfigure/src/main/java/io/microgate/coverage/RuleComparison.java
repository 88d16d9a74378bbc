package io.microgate.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.match.StringMatcherSpec;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * Compares two rules that decide about the same requests.
 */
final class RuleComparison {

	private final AuthorizationComparison authorizations;

	private final Set<String> openPaths;

	/** By the name of a route that both configurations have. */
	private final Map<String, EntryPairs> pairs = new HashMap<>();

	/**
	 * Creates the comparison.
	 * @param authorizations compares what rules ask for
	 * @param openPaths paths that may be open, with all below them, where no route says
	 * otherwise
	 */
	RuleComparison(AuthorizationComparison authorizations, Set<String> openPaths) {
		this.authorizations = authorizations;
		this.openPaths = openPaths;
	}

	/**
	 * Compares two rules. A JWT that both ask for by its name counts as the same if the
	 * rules are the same otherwise, because its changes are listed once for all rules.
	 * @param old a rule of the first configuration
	 * @param next a rule of the second one
	 * @return what can be proved of the requests that both decide about
	 */
	AccessChange compare(DecidingRule old, DecidingRule next) {
		boolean sameRoute = Objects.equals(old.route(), next.route());
		if (old.refuses() && next.refuses()) {
			return sameRoute ? AccessChange.SAME : judge(AccessChange.MOVED, old, next);
		}
		boolean sameRule = sameRoute && isPair(old, next);
		AccessChange change = (sameRule && asksAlike(old, next)) ? AccessChange.SAME
				: this.authorizations.compare(old, next);
		if (change == AccessChange.SAME) {
			change = sameRule ? compareReadings(old, next) : AccessChange.MOVED;
		}
		return judge(change, old, next);
	}

	/** Without a route, the requests of some paths are not refused. */
	private AccessChange judge(AccessChange change, DecidingRule old, DecidingRule next) {
		boolean certain = change == AccessChange.SAME || (!mayBeOpen(old) && !mayBeOpen(next));
		return certain ? change : AccessChange.CHANGED;
	}

	private boolean mayBeOpen(DecidingRule rule) {
		String path = (rule.match() != null) ? rule.match().match().path().literalBeginning() : null;
		return path != null && this.openPaths.stream()
			.anyMatch((openPath) -> path.equals(openPath) || path.startsWith(openPath + "/"));
	}

	private boolean isPair(DecidingRule old, DecidingRule next) {
		GovernedMatch match = old.match();
		GovernedMatch other = next.match();
		if (match == null || other == null || match.entries() == null || other.entries() == null) {
			return match == other && old.effect() == next.effect();
		}
		EntryPairs paired = this.pairs.get(match.route());
		if (paired == null) {
			paired = EntryPairs.of(match.entries(), other.entries());
			this.pairs.put(match.route(), paired);
		}
		return paired.isPair(old.number(), next.number());
	}

	private static boolean asksAlike(DecidingRule old, DecidingRule next) {
		return old.entry() == null || next.entry() == null || old.match() == null || next.match() == null
				|| (old.entry().authorization().equals(next.entry().authorization())
						&& old.entry().passesOnLike(next.entry())
						&& old.entry().readsAlike(old.match().match().path(), next.match().match().path()));
	}

	/**
	 * Compares how a path that ends in a slash is read. It is decided as if it had none,
	 * too, unless a route or an entry names it as a whole.
	 */
	private static AccessChange compareReadings(DecidingRule old, DecidingRule next) {
		if (old.match() == null || next.match() == null) {
			return AccessChange.SAME;
		}
		if (!Objects.equals(namedPathWithSlash(old), namedPathWithSlash(next))) {
			return AccessChange.CHANGED;
		}
		RoutePath path = old.match().match().path();
		RoutePath other = next.match().match().path();
		if (path.equals(other)) {
			boolean alike = !isLiteralWithSlash(path) || old.match().decidesLike(next.match());
			return alike ? AccessChange.SAME : AccessChange.CHANGED;
		}
		boolean alike = !isLiteralWithSlash(path) && !isLiteralWithSlash(other) && !hasVariables(path)
				&& !hasVariables(other);
		return alike ? AccessChange.SAME : AccessChange.MOVED;
	}

	private static @Nullable StringMatcherSpec namedPathWithSlash(DecidingRule rule) {
		return (rule.entry() != null) ? rule.entry().namedPathWithSlash() : null;
	}

	private static boolean isLiteralWithSlash(RoutePath path) {
		return path.kind() == RoutePath.Kind.LITERAL && path.text().length() > 1 && path.text().endsWith("/");
	}

	private static boolean hasVariables(RoutePath path) {
		return path.kind() == RoutePath.Kind.PATTERN && path.text().indexOf('{') >= 0;
	}

}
