package io.microgate.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.microgate.match.AffixMap;

/**
 * A place in the tree of the segments of patterns. What leads on is a segment without
 * wildcard, or what a segment with one starts or else ends with.
 */
final class PatternNode {

	private final List<PatternIndex.Entry> ends = new ArrayList<>(1);

	private final List<PatternIndex.Entry> openEnds = new ArrayList<>(1);

	private final Map<String, PatternNode> literals = new HashMap<>();

	private final AffixMap<PatternNode> prefixes = AffixMap.ofPrefixes();

	private final AffixMap<PatternNode> suffixes = AffixMap.ofSuffixes();

	private boolean children;

	/** Patterns that end here. */
	List<PatternIndex.Entry> ends() {
		return this.ends;
	}

	/** Patterns that end here or in any number of further segments. */
	List<PatternIndex.Entry> openEnds() {
		return this.openEnds;
	}

	boolean hasChildren() {
		return this.children;
	}

	/** Hands out the nodes that a segment of a path leads to. */
	void forEachChild(String segment, Consumer<PatternNode> consumer) {
		PatternNode literal = this.literals.get(segment);
		if (literal != null) {
			consumer.accept(literal);
		}
		this.prefixes.forEachOf(segment, consumer);
		this.suffixes.forEachOf(segment, consumer);
	}

	/** Goes along the segments of a pattern, to a node that is made if need be. */
	PatternNode descend(List<String> segments) {
		PatternNode node = this;
		for (String segment : segments) {
			node = node.child(segment);
		}
		return node;
	}

	private PatternNode child(String segment) {
		this.children = true;
		int first = indexOf(segment, "*?{");
		if (first < 0) {
			return this.literals.computeIfAbsent(segment, (key) -> new PatternNode());
		}
		String suffix = segment.substring(lastIndexOf(segment, "*?}") + 1);
		return suffix.isEmpty() ? this.prefixes.computeIfAbsent(segment.substring(0, first), PatternNode::new)
				: this.suffixes.computeIfAbsent(suffix, PatternNode::new);
	}

	/**
	 * Splits a pattern at its slashes, but not at those of a regular expression.
	 * @param pattern the pattern
	 * @return the segments, none when they are not plain to see
	 */
	static List<String> segments(String pattern) {
		if (!pattern.startsWith("/") || pattern.indexOf('\\') >= 0) {
			return List.of();
		}
		List<String> segments = new ArrayList<>();
		int depth = 0;
		int start = 1;
		for (int i = 1; i < pattern.length(); i++) {
			char c = pattern.charAt(i);
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			if (c == '/' && depth == 0) {
				segments.add(pattern.substring(start, i));
				start = i + 1;
			}
		}
		segments.add(pattern.substring(start));
		return segments;
	}

	private static int indexOf(String text, String characters) {
		for (int i = 0; i < text.length(); i++) {
			if (characters.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

	private static int lastIndexOf(String text, String characters) {
		int i = text.length() - 1;
		while (characters.indexOf(text.charAt(i)) < 0) {
			i--;
		}
		return i;
	}

}
