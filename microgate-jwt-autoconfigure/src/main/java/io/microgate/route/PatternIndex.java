package io.microgate.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The matches of one hostname whose path is a pattern. Two trees of path segments, one
 * read from the front and one from the end, say which patterns a path can match at all;
 * of those the first in Spring's order of specificity that does match is found.
 */
final class PatternIndex {

	private final List<Entry> entries = new ArrayList<>();

	private final PatternNode paths = new PatternNode();

	/** Patterns that begin with any number of segments, read from the end. */
	private final PatternNode tails = new PatternNode();

	void add(PathPattern pattern, CompiledMatch match) {
		this.entries.add(new Entry(pattern, match, 0));
	}

	/** Brings everything into the order of precedence, once all matches are there. */
	void sort() {
		this.entries.sort(Comparator.comparing(Entry::pattern).thenComparing(Entry::match, CompiledMatch.PRECEDENCE));
		for (int rank = 0; rank < this.entries.size(); rank++) {
			Entry entry = this.entries.get(rank);
			insert(new Entry(entry.pattern(), entry.match(), rank));
		}
	}

	private void insert(Entry entry) {
		List<String> segments = PatternNode.segments(entry.pattern().getPatternString());
		int last = segments.size() - 1;
		int rest = indexOfRest(segments);
		if (rest < 0 && last >= 0) {
			this.paths.descend(segments).ends().add(entry);
		}
		else if (rest > 0 && rest == last) {
			this.paths.descend(segments.subList(0, last)).openEnds().add(entry);
		}
		else if (rest == 0 && indexOfRest(segments.subList(1, last + 1)) < 0) {
			List<String> tail = new ArrayList<>(segments.subList(1, last + 1));
			Collections.reverse(tail);
			this.tails.descend(tail).openEnds().add(entry);
		}
		else {
			this.paths.openEnds().add(entry);
		}
	}

	private static int indexOfRest(List<String> segments) {
		for (int i = 0; i < segments.size(); i++) {
			if (segments.get(i).equals("**") || segments.get(i).startsWith("{*")) {
				return i;
			}
		}
		return -1;
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition) {
		if (this.entries.isEmpty()) {
			return null;
		}
		Search search = new Search(path, condition);
		search.walk(this.paths, 1);
		search.walkBack(this.tails, path.length());
		return (search.best != null) ? search.best.match() : null;
	}

	/**
	 * A pattern and what it leads to.
	 *
	 * @param pattern the pattern
	 * @param match what it leads to
	 * @param rank place in the order of precedence
	 */
	record Entry(PathPattern pattern, CompiledMatch match, int rank) {

	}

	private static final class Search {

		private final String path;

		private final Predicate<CompiledMatch> condition;

		private @Nullable PathContainer container;

		private @Nullable Entry best;

		Search(String path, Predicate<CompiledMatch> condition) {
			this.path = path;
			this.condition = condition;
		}

		/** Walks on from where a segment starts, which is beyond the path at its end. */
		void walk(PatternNode node, int start) {
			look(node.openEnds());
			if (start > this.path.length()) {
				look(node.ends());
			}
			else if (node.hasChildren()) {
				int slash = this.path.indexOf('/', start);
				int end = (slash >= 0) ? slash : this.path.length();
				node.forEachChild(this.path.substring(start, end), (child) -> walk(child, end + 1));
			}
		}

		/** Walks back from where a segment ends. */
		void walkBack(PatternNode node, int end) {
			look(node.openEnds());
			if (end > 0 && node.hasChildren()) {
				int slash = this.path.lastIndexOf('/', end - 1);
				node.forEachChild(this.path.substring(slash + 1, end), (child) -> walkBack(child, slash));
			}
		}

		/** Looks for something better among candidates that are in order. */
		private void look(List<Entry> candidates) {
			for (Entry candidate : candidates) {
				if (this.best != null && candidate.rank() > this.best.rank()) {
					return;
				}
				if (matches(candidate)) {
					this.best = candidate;
					return;
				}
			}
		}

		private boolean matches(Entry candidate) {
			if (this.container == null) {
				this.container = PathContainer.parsePath(this.path);
			}
			return candidate.pattern().matches(this.container) && this.condition.test(candidate.match());
		}

	}

}
