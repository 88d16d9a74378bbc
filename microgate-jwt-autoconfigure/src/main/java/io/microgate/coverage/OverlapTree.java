package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A tree of the segments of patterns, which finds those that may share a path with
 * another pattern without comparing it with all.
 */
final class OverlapTree {

	private final Node root = new Node();

	/** Patterns that begin with any number of segments may share paths with any other. */
	private final List<GovernedMatch> tails = new ArrayList<>();

	private final List<GovernedMatch> all = new ArrayList<>();

	void add(GovernedMatch match) {
		this.all.add(match);
		List<PatternSegment> segments = match.match().path().pattern().segments();
		if (isTail(segments)) {
			this.tails.add(match);
			return;
		}
		Node node = this.root;
		for (PatternSegment segment : segments) {
			if (segment.kind() == Kind.REST) {
				node.openEnds.add(match);
				return;
			}
			node = node.child(segment);
		}
		node.ends.add(match);
	}

	private static boolean isTail(List<PatternSegment> segments) {
		return segments.size() > 1 && segments.get(0).kind() == Kind.REST;
	}

	/** Hands out the patterns that may share a path with one of them. */
	void forEachNear(GovernedMatch match, Consumer<GovernedMatch> consumer) {
		List<PatternSegment> segments = match.match().path().pattern().segments();
		if (isTail(segments)) {
			this.all.forEach(consumer);
			return;
		}
		this.tails.forEach(consumer);
		walk(this.root, segments, 0, consumer);
	}

	private static void walk(Node node, List<PatternSegment> segments, int index, Consumer<GovernedMatch> consumer) {
		if (index < segments.size() && segments.get(index).kind() == Kind.REST) {
			node.forEachBelow(consumer);
			return;
		}
		node.openEnds.forEach(consumer);
		if (index == segments.size()) {
			node.ends.forEach(consumer);
			return;
		}
		PatternSegment segment = segments.get(index);
		if (segment.kind() == Kind.TEXT) {
			Node text = node.texts.get(segment.textBefore());
			if (text != null) {
				walk(text, segments, index + 1, consumer);
			}
		}
		else {
			node.texts.values().forEach((child) -> walk(child, segments, index + 1, consumer));
		}
		if (node.wildcards != null) {
			walk(node.wildcards, segments, index + 1, consumer);
		}
	}

	private static final class Node {

		private final List<GovernedMatch> ends = new ArrayList<>(1);

		private final List<GovernedMatch> openEnds = new ArrayList<>(1);

		private final Map<String, Node> texts = new HashMap<>();

		private @Nullable Node wildcards;

		Node child(PatternSegment segment) {
			if (segment.kind() == Kind.TEXT) {
				return this.texts.computeIfAbsent(segment.textBefore(), (text) -> new Node());
			}
			if (this.wildcards == null) {
				this.wildcards = new Node();
			}
			return this.wildcards;
		}

		void forEachBelow(Consumer<GovernedMatch> consumer) {
			this.ends.forEach(consumer);
			this.openEnds.forEach(consumer);
			this.texts.values().forEach((child) -> child.forEachBelow(consumer));
			if (this.wildcards != null) {
				this.wildcards.forEachBelow(consumer);
			}
		}

	}

}
