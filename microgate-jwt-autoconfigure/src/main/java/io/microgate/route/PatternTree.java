package io.microgate.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.SegmentMatcher.Follower;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname whose paths are a prefix or pattern, as two trees of path
 * segments: one read from the front, and for patterns that begin with any number of
 * segments one read from the end. Along the first the order of precedence is that of the
 * walk: a segment of text before all others, those before what takes any number of
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
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition) {
		if (this.empty) {
			return null;
		}
		CompiledMatch found = walk(this.paths, path, 1, condition);
		return this.tailsEmpty ? found
				: CompiledMatch.first(found, walkBack(this.tails, path, path.length(), condition));
	}

	/**
	 * Walks on from where a segment starts, which is beyond the path at its end. Each
	 * node is reached in one way only, so no walk is longer than the tree is large.
	 */
	private static @Nullable CompiledMatch walk(PatternNode node, String path, int start,
			Predicate<CompiledMatch> condition) {
		if (start > path.length()) {
			CompiledMatch found = firstOf(node.ends(), condition);
			return (found != null) ? found : firstOf(node.openEnds(), condition);
		}
		CompiledMatch found = (start == path.length()) ? trailingSlash(node, condition)
				: segment(node, path, start, condition);
		return (found != null) ? found : firstOf(node.openEnds(), condition);
	}

	private static @Nullable CompiledMatch segment(PatternNode node, String path, int start,
			Predicate<CompiledMatch> condition) {
		int slash = path.indexOf('/', start);
		int end = (slash >= 0) ? slash : path.length();
		String segment = path.substring(start, end);
		PatternNode text = node.byText(segment);
		CompiledMatch found = (text != null) ? walk(text, path, end + 1, condition) : null;
		if (found == null) {
			for (PatternNode child : node.byWildcards(segment, Follower.SEGMENT)) {
				found = CompiledMatch.first(found, walk(child, path, end + 1, condition));
			}
		}
		return found;
	}

	/** Behind it is an empty segment, for which some wildcards stand. */
	private static @Nullable CompiledMatch trailingSlash(PatternNode node, Predicate<CompiledMatch> condition) {
		PatternNode text = node.byText("");
		CompiledMatch found = (text != null) ? firstOf(text.ends(), condition) : null;
		if (found == null) {
			for (PatternNode child : node.byWildcards("", Follower.NOTHING)) {
				found = CompiledMatch.first(found, firstOf(child.ends(), condition));
			}
			for (PatternNode child : node.byWildcards("", Follower.REST)) {
				found = CompiledMatch.first(found, firstOf(child.openEnds(), condition));
			}
		}
		return found;
	}

	/** Walks back from where a segment ends. */
	private static @Nullable CompiledMatch walkBack(PatternNode node, String path, int end,
			Predicate<CompiledMatch> condition) {
		CompiledMatch found = firstOf(node.openEnds(), condition);
		if (end > 0) {
			int slash = path.lastIndexOf('/', end - 1);
			String segment = path.substring(slash + 1, end);
			PatternNode text = node.byText(segment);
			if (text != null) {
				found = CompiledMatch.first(found, walkBack(text, path, slash, condition));
			}
			for (PatternNode child : node.byWildcards(segment,
					(end == path.length()) ? Follower.NOTHING : Follower.SEGMENT)) {
				found = CompiledMatch.first(found, walkBack(child, path, slash, condition));
			}
		}
		return found;
	}

	private static @Nullable CompiledMatch firstOf(List<CompiledMatch> matches, Predicate<CompiledMatch> condition) {
		for (CompiledMatch match : matches) {
			if (condition.test(match)) {
				return match;
			}
		}
		return null;
	}

}
