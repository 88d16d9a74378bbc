package io.microgate.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.match.AffixMap;
import io.microgate.match.BudgetHolder;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.SegmentMatcher;
import io.microgate.match.SegmentMatcher.Follower;
import org.jspecify.annotations.Nullable;

/**
 * A node in the tree of pattern segments.
 */
final class PatternNode {

	private final @Nullable SegmentMatcher matcher;

	/** Matches whose pattern ends here, in order. */
	private final List<CompiledMatch> ends = new ArrayList<>(1);

	/** Matches whose pattern ends here or in any number of further segments, in order. */
	private final List<CompiledMatch> openEnds = new ArrayList<>(1);

	private final Map<String, PatternNode> texts = new HashMap<>();

	/** Segments of text and wildcards by the text they start with. */
	private final AffixMap<Map<PatternSegment, PatternNode>> byBeginning = AffixMap.ofPrefixes();

	/** Segments that start with a wildcard by the text they end with. */
	private final AffixMap<Map<PatternSegment, PatternNode>> byEnd = AffixMap.ofSuffixes();

	private boolean wildcards;

	private PatternNode(@Nullable SegmentMatcher matcher) {
		this.matcher = matcher;
	}

	static PatternNode root() {
		return new PatternNode(null);
	}

	List<CompiledMatch> ends() {
		return this.ends;
	}

	List<CompiledMatch> openEnds() {
		return this.openEnds;
	}

	/** Follows segments to a node, and creates missing nodes. */
	PatternNode descend(List<PatternSegment> segments) {
		PatternNode node = this;
		for (PatternSegment segment : segments) {
			node = node.child(segment);
		}
		return node;
	}

	private PatternNode child(PatternSegment segment) {
		if (segment.kind() == Kind.TEXT) {
			return this.texts.computeIfAbsent(segment.textBefore(), (text) -> new PatternNode(null));
		}
		this.wildcards = true;
		Map<PatternSegment, PatternNode> siblings = segment.textBefore().isEmpty()
				? this.byEnd.computeIfAbsent(segment.textBehind(), HashMap::new)
				: this.byBeginning.computeIfAbsent(segment.textBefore(), HashMap::new);
		return siblings.computeIfAbsent(segment.withoutNames(),
				(key) -> new PatternNode(SegmentMatcher.compile(segment)));
	}

	/** Whether no segment leads on from here. */
	boolean isLeaf() {
		return this.texts.isEmpty() && !this.wildcards;
	}

	/** The node that a segment without wildcards leads to. */
	@Nullable PatternNode byText(String segment) {
		return this.texts.get(segment);
	}

	/** The nodes that segments with wildcards lead to. */
	List<PatternNode> byWildcards(String segment, Follower follower, BudgetHolder budget) {
		if (!this.wildcards) {
			return List.of();
		}
		List<PatternNode> nodes = new ArrayList<>(2);
		this.byBeginning.forEachOf(segment, (siblings) -> addMatching(siblings, segment, follower, budget, nodes));
		this.byEnd.forEachOf(segment, (siblings) -> addMatching(siblings, segment, follower, budget, nodes));
		return nodes;
	}

	private static void addMatching(Map<PatternSegment, PatternNode> siblings, String segment, Follower follower,
			BudgetHolder budget, List<PatternNode> nodes) {
		for (PatternNode node : siblings.values()) {
			if (node.matcher != null && node.matcher.matches(segment, follower, budget)) {
				nodes.add(node);
			}
		}
	}

}
