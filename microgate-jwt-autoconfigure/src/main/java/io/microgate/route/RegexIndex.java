package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.microgate.match.AffixMap;
import io.microgate.match.ExpressionBudget;
import io.microgate.match.Re2Expression;
import io.microgate.match.RegexMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname whose path is a regular expression. Only those are tried
 * that begin with the plain text that the path begins with, in the order of precedence.
 */
final class RegexIndex {

	private final List<Entry> entries = new ArrayList<>();

	private final AffixMap<List<Entry>> byPrefix = AffixMap.ofPrefixes();

	void add(String regex, CompiledMatch match) {
		Re2Expression expression = Re2Expression.compile(regex);
		this.entries.add(new Entry(expression.prefix(), expression.matcher(), match, 0));
	}

	/** Brings everything into the order of precedence, once all matches are there. */
	void sort() {
		this.entries.sort(Comparator.comparing(Entry::match, CompiledMatch.PRECEDENCE));
		for (int rank = 0; rank < this.entries.size(); rank++) {
			Entry entry = this.entries.get(rank);
			this.byPrefix.computeIfAbsent(entry.prefix(), ArrayList::new)
				.add(new Entry(entry.prefix(), entry.matcher(), entry.match(), rank));
		}
		this.entries.clear();
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
		Search search = new Search(path, condition, budget);
		this.byPrefix.forEachOf(path, search::look);
		return (search.best != null) ? search.best.match() : null;
	}

	private record Entry(String prefix, RegexMatcher matcher, CompiledMatch match, int rank) {

	}

	private static final class Search {

		private final String path;

		private final Predicate<CompiledMatch> condition;

		private final ExpressionBudget budget;

		private @Nullable Entry best;

		Search(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
			this.path = path;
			this.condition = condition;
			this.budget = budget;
		}

		/** Looks for something better in candidates that are in order. */
		void look(List<Entry> candidates) {
			this.budget.requireLength(this.path);
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.rank() > this.best.rank()) {
					return;
				}
				if (candidate.matcher().matches(this.path, this.budget) && this.condition.test(candidate.match())) {
					this.best = candidate;
					return;
				}
			}
		}

	}

}
