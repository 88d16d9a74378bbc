package io.microgate.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Derives facts about every match from the syntax tree of a regular expression. If a fact
 * is not certain, the answer is the one that promises least.
 */
final class RegexFacts {

	/** Longer prefixes do not distinguish more expressions. */
	private static final int MAX_PREFIX = 128;

	private RegexFacts() {
	}

	static boolean hasCapture(RegexNode node) {
		return node instanceof RegexNode.Capture || node.children().stream().anyMatch(RegexFacts::hasCapture);
	}

	/** Returns how often a part is repeated at most, with nested counts multiplied. */
	static long repetitions(RegexNode node) {
		long most = 1;
		for (RegexNode child : node.children()) {
			most = Math.max(most, repetitions(child));
		}
		return (node instanceof RegexNode.Repetition repetition)
				? Math.min(most * repetition.copies(), Integer.MAX_VALUE) : most;
	}

	/** How many instructions a compiled program has at most. */
	static long instructions(RegexNode node) {
		long sum = 2L * Math.max(1, node.children().size());
		for (RegexNode child : node.children()) {
			sum += instructions(child);
		}
		return (node instanceof RegexNode.Repetition repetition)
				? Math.min(sum * repetition.copies(), Integer.MAX_VALUE) : sum;
	}

	/** Whether every match touches the beginning, or the end, of the text. */
	static boolean isAnchored(RegexNode node, RegexNode.Position position) {
		if (node instanceof RegexNode.Assertion assertion) {
			return assertion.position() == position;
		}
		if (node instanceof RegexNode.Alternation alternation) {
			return alternation.choices().stream().allMatch((choice) -> isAnchored(choice, position));
		}
		if (node instanceof RegexNode.Repetition repetition && repetition.min() == 0) {
			return false;
		}
		// Nothing comes before the beginning or after the end.
		return node.children().stream().anyMatch((child) -> isAnchored(child, position));
	}

	/** The text that every match starts with. */
	static String prefix(RegexNode node) {
		return read(node).text();
	}

	private static Prefix read(RegexNode node) {
		if (node instanceof RegexNode.Char character) {
			int[] only = character.set().codePoints(1);
			boolean plain = only.length == 1 && Character.isBmpCodePoint(only[0])
					&& !Character.isSurrogate((char) only[0]);
			return plain ? new Prefix(Character.toString(only[0]), true) : Prefix.NOTHING;
		}
		if (node instanceof RegexNode.Assertion) {
			return Prefix.EMPTY;
		}
		if (node instanceof RegexNode.Alternation alternation) {
			return common(alternation.choices());
		}
		if (node instanceof RegexNode.Repetition repetition) {
			return repeated(repetition);
		}
		return joined(node.children());
	}

	private static Prefix repeated(RegexNode.Repetition repetition) {
		if (repetition.max() == 0) {
			return Prefix.EMPTY;
		}
		Prefix once = read(repetition.part());
		if (repetition.min() == 0) {
			return Prefix.NOTHING;
		}
		List<Prefix> times = new ArrayList<>();
		for (int i = 0; i < repetition.min() && i <= MAX_PREFIX; i++) {
			times.add(once);
		}
		Prefix joined = join(times);
		return new Prefix(joined.text(), joined.whole() && repetition.min() == repetition.max());
	}

	private static Prefix joined(List<RegexNode> parts) {
		return join(parts.stream().map(RegexFacts::read).toList());
	}

	private static Prefix join(List<Prefix> parts) {
		StringBuilder text = new StringBuilder();
		for (Prefix part : parts) {
			text.append(part.text());
			if (!part.whole() || text.length() > MAX_PREFIX) {
				return new Prefix(text.substring(0, Math.min(text.length(), MAX_PREFIX)), false);
			}
		}
		return new Prefix(text.toString(), true);
	}

	private static Prefix common(List<RegexNode> choices) {
		Prefix common = read(choices.get(0));
		for (RegexNode choice : choices.subList(1, choices.size())) {
			Prefix other = read(choice);
			int length = 0;
			int end = Math.min(common.text().length(), other.text().length());
			while (length < end && common.text().charAt(length) == other.text().charAt(length)) {
				length++;
			}
			boolean same = common.equals(other) && common.whole();
			common = new Prefix(common.text().substring(0, length), same);
		}
		return common;
	}

	/**
	 * A string that every match of a part starts with.
	 *
	 * @param text the text
	 * @param whole whether it is all that the part matches
	 */
	private record Prefix(String text, boolean whole) {

		private static final Prefix EMPTY = new Prefix("", true);

		private static final Prefix NOTHING = new Prefix("", false);

	}

}
