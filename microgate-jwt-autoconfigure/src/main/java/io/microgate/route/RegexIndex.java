package io.microgate.route;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.AffixMap;
import io.microgate.match.Re2Expression;
import io.microgate.match.RegexMatcher;
import io.microgate.request.RequestFacts;
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

	/** Finds the first match for a request. */
	@Nullable CompiledMatch find(RequestFacts request) {
		if (this.byPrefix.isEmpty()) {
			return null;
		}
		Search search = new Search(request);
		this.byPrefix.forEachOf(request.path(), search::look);
		return search.best;
	}

	private record Entry(RegexMatcher matcher, CompiledMatch match) {

	}

	private static final class Search {

		private final RequestFacts request;

		private @Nullable CompiledMatch best;

		Search(RequestFacts request) {
			this.request = request;
		}

		/** Looks for a better match in candidates that are in order. */
		void look(List<Entry> candidates) {
			String path = this.request.path();
			this.request.expressionBudget().requireLength(path);
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.match().rank() > this.best.rank()) {
					return;
				}
				if (candidate.matcher().matches(path, this.request) && candidate.match().matches(this.request)) {
					this.best = candidate.match();
					return;
				}
			}
		}

	}

}
