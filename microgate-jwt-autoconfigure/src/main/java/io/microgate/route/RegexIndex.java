package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
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

	private final List<Entry> entries = new ArrayList<>();

	private final AffixMap<List<Entry>> byPrefix = AffixMap.ofPrefixes();

	void add(String regex, CompiledMatch match) {
		this.entries.add(new Entry(regex, Pattern.compile(regex), match, 0));
	}

	/** Brings everything into the order of precedence, once all matches are there. */
	void sort() {
		this.entries.sort(Comparator.comparing(Entry::match, CompiledMatch.PRECEDENCE));
		for (int rank = 0; rank < this.entries.size(); rank++) {
			Entry entry = this.entries.get(rank);
			this.byPrefix.computeIfAbsent(RegexPrefix.of(entry.regex()), ArrayList::new)
				.add(new Entry(entry.regex(), entry.pattern(), entry.match(), rank));
		}
		this.entries.clear();
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition) {
		Search search = new Search(path, condition);
		this.byPrefix.forEachOf(path, search::look);
		return (search.best != null) ? search.best.match() : null;
	}

	private record Entry(String regex, Pattern pattern, CompiledMatch match, int rank) {

	}

	private static final class Search {

		private final String path;

		private final Predicate<CompiledMatch> condition;

		private @Nullable Entry best;

		Search(String path, Predicate<CompiledMatch> condition) {
			this.path = path;
			this.condition = condition;
		}

		/** Looks for something better in candidates that are in order. */
		void look(List<Entry> candidates) {
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.rank() > this.best.rank()) {
					return;
				}
				if (candidate.pattern().matches(this.path) && this.condition.test(candidate.match())) {
					this.best = candidate;
					return;
				}
			}
		}

	}

}
