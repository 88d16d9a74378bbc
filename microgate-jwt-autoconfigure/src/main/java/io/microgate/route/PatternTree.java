package io.microgate.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.SegmentMatcher.Follower;
import io.microgate.request.RequestFacts;
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

	/** Finds the first match for a request. */
	@Nullable CompiledMatch find(RequestFacts request) {
		if (this.empty) {
			return null;
		}
		CompiledMatch found = walk(this.paths, 1, request);
		return this.tailsEmpty ? found
				: CompiledMatch.first(found, walkBack(this.tails, request.path().length(), request));
	}

	/**
	 * Continues the walk at the start of a segment, which is beyond the path at its end.
	 * Each node is reached in one way only, so no walk is longer than the tree is large.
	 */
	private static @Nullable CompiledMatch walk(PatternNode node, int start, RequestFacts request) {
		int end = request.path().length();
		CompiledMatch found = null;
		if (start > end) {
			found = CompiledMatch.find(node.ends(), request);
		}
		else if (!node.isLeaf()) {
			found = (start == end) ? trailingSlash(node, request) : segment(node, start, request);
		}
		return (found != null) ? found : CompiledMatch.find(node.openEnds(), request);
	}

	private static @Nullable CompiledMatch segment(PatternNode node, int start, RequestFacts request) {
		String path = request.path();
		int slash = path.indexOf('/', start);
		int end = (slash >= 0) ? slash : path.length();
		String segment = path.substring(start, end);
		PatternNode text = node.byText(segment);
		CompiledMatch found = (text != null) ? walk(text, end + 1, request) : null;
		if (found == null) {
			for (PatternNode child : node.byWildcards(segment, Follower.SEGMENT, request)) {
				found = CompiledMatch.first(found, walk(child, end + 1, request));
			}
		}
		return found;
	}

	/** An empty segment follows it, which some wildcards match. */
	private static @Nullable CompiledMatch trailingSlash(PatternNode node, RequestFacts request) {
		PatternNode text = node.byText("");
		CompiledMatch found = (text != null) ? CompiledMatch.find(text.ends(), request) : null;
		if (found == null) {
			for (PatternNode child : node.byWildcards("", Follower.NOTHING, request)) {
				found = CompiledMatch.first(found, CompiledMatch.find(child.ends(), request));
			}
			for (PatternNode child : node.byWildcards("", Follower.REST, request)) {
				found = CompiledMatch.first(found, CompiledMatch.find(child.openEnds(), request));
			}
		}
		return found;
	}

	/** Walks back from where a segment ends. */
	private static @Nullable CompiledMatch walkBack(PatternNode node, int end, RequestFacts request) {
		CompiledMatch found = CompiledMatch.find(node.openEnds(), request);
		if (end > 0 && !node.isLeaf()) {
			String path = request.path();
			int slash = path.lastIndexOf('/', end - 1);
			String segment = path.substring(slash + 1, end);
			PatternNode text = node.byText(segment);
			if (text != null) {
				found = CompiledMatch.first(found, walkBack(text, slash, request));
			}
			Follower follower = (end == path.length()) ? Follower.NOTHING : Follower.SEGMENT;
			for (PatternNode child : node.byWildcards(segment, follower, request)) {
				found = CompiledMatch.first(found, walkBack(child, slash, request));
			}
		}
		return found;
	}

}
