package io.microgate.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.SegmentMatcher.Follower;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname whose paths are a prefix or pattern, as two trees of path
 * segments: one read from the front, and for patterns that begin with any number of
 * segments one read from the end. In the first tree the walk follows the order of
 * precedence: literal segments before all others, and those before any number of
 * segments.
 */
final class PatternTree {

	private final PatternNode paths = PatternNode.root();

	private final PatternNode tails = PatternNode.root();

	private boolean empty = true;

	private boolean tailsEmpty = true;

	void add(CompiledMatch match) {
		this.empty = false;
		List<PatternSegment> segments = match.path().pattern().segments();
		int last = segments.size() - 1;
		if (segments.get(last).kind() == Kind.REST) {
			this.paths.descend(segments.subList(0, last)).openEnds().add(match);
		}
		else if (segments.get(0).kind() == Kind.REST) {
			this.tailsEmpty = false;
			List<PatternSegment> tail = new ArrayList<>(segments.subList(1, last + 1));
			Collections.reverse(tail);
			this.tails.descend(tail).openEnds().add(match);
		}
		else {
			this.paths.descend(segments).ends().add(match);
		}
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
		if (this.empty) {
			return null;
		}
		Search search = new Search(path, condition, budget);
		CompiledMatch found = search.walk(this.paths, 1);
		return this.tailsEmpty ? found : CompiledMatch.first(found, search.walkBack(this.tails, path.length()));
	}

	private record Search(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {

		/**
		 * Continues the walk at the start of a segment, which is beyond the path at its
		 * end. Each node is reached in one way only, so no walk is longer than the tree
		 * is large.
		 */
		@Nullable CompiledMatch walk(PatternNode node, int start) {
			if (start > this.path.length()) {
				CompiledMatch found = firstOf(node.ends());
				return (found != null) ? found : firstOf(node.openEnds());
			}
			CompiledMatch found = (start == this.path.length()) ? trailingSlash(node) : segment(node, start);
			return (found != null) ? found : firstOf(node.openEnds());
		}

		private @Nullable CompiledMatch segment(PatternNode node, int start) {
			int slash = this.path.indexOf('/', start);
			int end = (slash >= 0) ? slash : this.path.length();
			String segment = this.path.substring(start, end);
			PatternNode text = node.byText(segment);
			CompiledMatch found = (text != null) ? walk(text, end + 1) : null;
			if (found == null) {
				for (PatternNode child : node.byWildcards(segment, Follower.SEGMENT, this.budget)) {
					found = CompiledMatch.first(found, walk(child, end + 1));
				}
			}
			return found;
		}

		/** An empty segment follows it, which some wildcards match. */
		private @Nullable CompiledMatch trailingSlash(PatternNode node) {
			PatternNode text = node.byText("");
			CompiledMatch found = (text != null) ? firstOf(text.ends()) : null;
			if (found == null) {
				for (PatternNode child : node.byWildcards("", Follower.NOTHING, this.budget)) {
					found = CompiledMatch.first(found, firstOf(child.ends()));
				}
				for (PatternNode child : node.byWildcards("", Follower.REST, this.budget)) {
					found = CompiledMatch.first(found, firstOf(child.openEnds()));
				}
			}
			return found;
		}

		/** Walks back from where a segment ends. */
		@Nullable CompiledMatch walkBack(PatternNode node, int end) {
			CompiledMatch found = firstOf(node.openEnds());
			if (end > 0) {
				int slash = this.path.lastIndexOf('/', end - 1);
				String segment = this.path.substring(slash + 1, end);
				PatternNode text = node.byText(segment);
				if (text != null) {
					found = CompiledMatch.first(found, walkBack(text, slash));
				}
				Follower follower = (end == this.path.length()) ? Follower.NOTHING : Follower.SEGMENT;
				for (PatternNode child : node.byWildcards(segment, follower, this.budget)) {
					found = CompiledMatch.first(found, walkBack(child, slash));
				}
			}
			return found;
		}

		private @Nullable CompiledMatch firstOf(List<CompiledMatch> matches) {
			for (CompiledMatch match : matches) {
				if (this.condition.test(match)) {
					return match;
				}
			}
			return null;
		}

	}

}
