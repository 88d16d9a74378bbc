package io.microgate.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patterns that may share a path with another one, by a tree of their segments
 * instead of comparing it with all.
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

	/** Finds the patterns that may share a path with one of them. */
	List<GovernedMatch> near(GovernedMatch match) {
		List<PatternSegment> segments = match.match().path().pattern().segments();
		if (isTail(segments)) {
			return this.all;
		}
		List<GovernedMatch> near = new ArrayList<>(this.tails);
		addNear(this.root, segments, 0, near);
		return near;
	}

	private static void addNear(Node node, List<PatternSegment> segments, int index, List<GovernedMatch> near) {
		if (index < segments.size() && segments.get(index).kind() == Kind.REST) {
			node.addTo(near);
			return;
		}
		near.addAll(node.openEnds);
		if (index == segments.size()) {
			near.addAll(node.ends);
			return;
		}
		PatternSegment segment = segments.get(index);
		if (segment.kind() == Kind.TEXT) {
			Node text = node.texts.get(segment.textBefore());
			if (text != null) {
				addNear(text, segments, index + 1, near);
			}
		}
		else {
			for (Node text : node.texts.values()) {
				addNear(text, segments, index + 1, near);
			}
		}
		if (node.wildcards != null) {
			addNear(node.wildcards, segments, index + 1, near);
		}
	}

	private static final class Node {

		private final List<GovernedMatch> ends = new ArrayList<>(1);

		private final List<GovernedMatch> openEnds = new ArrayList<>(1);

		private final Map<String, Node> texts = new HashMap<>();

		private @Nullable Node wildcards;

		Node child(PatternSegment segment) {
			if (segment.kind() == Kind.TEXT) {
				Node text = this.texts.get(segment.textBefore());
				if (text == null) {
					text = new Node();
					this.texts.put(segment.textBefore(), text);
				}
				return text;
			}
			if (this.wildcards == null) {
				this.wildcards = new Node();
			}
			return this.wildcards;
		}

		/** Adds all patterns that end here or below. */
		void addTo(List<GovernedMatch> patterns) {
			patterns.addAll(this.ends);
			patterns.addAll(this.openEnds);
			for (Node text : this.texts.values()) {
				text.addTo(patterns);
			}
			if (this.wildcards != null) {
				this.wildcards.addTo(patterns);
			}
		}

	}

}
