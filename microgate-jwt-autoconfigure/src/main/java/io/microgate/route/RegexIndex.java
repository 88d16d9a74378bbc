package io.microgate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.microgate.match.AffixMap;
import io.microgate.match.ExpressionBudget;
import io.microgate.match.Re2Expression;
import io.microgate.match.RegexMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname whose path is a regular expression. Only expressions that
 * begin with the same plain text as the path are tried, in the order of precedence.
 */
final class RegexIndex {

	private final AffixMap<List<Entry>> byPrefix = AffixMap.ofPrefixes();

	/** Adds a match. Matches are added in the order of precedence. */
	void add(CompiledMatch match) {
		Re2Expression expression = Re2Expression.compile(match.path().text());
		this.byPrefix.computeIfAbsent(expression.prefix(), ArrayList::new).add(new Entry(expression.matcher(), match));
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
		Search search = new Search(path, condition, budget);
		this.byPrefix.forEachOf(path, search::look);
		return search.best;
	}

	private record Entry(RegexMatcher matcher, CompiledMatch match) {

	}

	private static final class Search {

		private final String path;

		private final Predicate<CompiledMatch> condition;

		private final ExpressionBudget budget;

		private @Nullable CompiledMatch best;

		Search(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
			this.path = path;
			this.condition = condition;
			this.budget = budget;
		}

		/** Looks for a better match in candidates that are in order. */
		void look(List<Entry> candidates) {
			this.budget.requireLength(this.path);
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.match().rank() > this.best.rank()) {
					return;
				}
				if (candidate.matcher().matches(this.path, this.budget) && this.condition.test(candidate.match())) {
					this.best = candidate.match();
					return;
				}
			}
		}

	}

}
