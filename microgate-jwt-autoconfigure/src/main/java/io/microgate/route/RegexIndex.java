package io.microgate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.google.re2j.Pattern;
import io.microgate.match.AffixMap;
import io.microgate.match.RegexPrefix;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname whose path is a regular expression. Only those are tried
 * that begin with the plain text that the path begins with, in the order of precedence.
 */
final class RegexIndex {

	private final AffixMap<List<Entry>> byPrefix = AffixMap.ofPrefixes();

	void add(CompiledMatch match) {
		String regex = match.path().text();
		this.byPrefix.computeIfAbsent(RegexPrefix.of(regex), ArrayList::new)
			.add(new Entry(Pattern.compile(regex), match));
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition) {
		Search search = new Search(path, condition);
		this.byPrefix.forEachOf(path, search::look);
		return search.best;
	}

	private record Entry(Pattern pattern, CompiledMatch match) {

	}

	private static final class Search {

		private final String path;

		private final Predicate<CompiledMatch> condition;

		private @Nullable CompiledMatch best;

		Search(String path, Predicate<CompiledMatch> condition) {
			this.path = path;
			this.condition = condition;
		}

		/** Looks for something better in candidates that are in order. */
		void look(List<Entry> candidates) {
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.match().rank() > this.best.rank()) {
					return;
				}
				if (candidate.pattern().matches(this.path) && this.condition.test(candidate.match())) {
					this.best = candidate.match();
					return;
				}
			}
		}

	}

}
