package io.microgate.match;

import java.util.List;

/**
 * The syntax tree of a regular expression in RE2 syntax, without what has no effect on
 * whether a string matches: names of groups and which repetition is tried first.
 */
public sealed interface RegexNode {

	/**
	 * The nodes that this one is made of.
	 * @return the nodes, none for what takes at most one code point
	 */
	default List<RegexNode> children() {
		return List.of();
	}

	/**
	 * One code point.
	 *
	 * @param set which ones
	 */
	record Char(CharSet set) implements RegexNode {
	}

	/**
	 * Nothing, at a certain position.
	 *
	 * @param position where
	 */
	record Assertion(Position position) implements RegexNode {
	}

	/**
	 * One after the other, or nothing.
	 *
	 * @param parts the parts in order
	 */
	record Sequence(List<RegexNode> parts) implements RegexNode {

		@Override
		public List<RegexNode> children() {
			return this.parts;
		}

	}

	/**
	 * One of several.
	 *
	 * @param choices the choices, at least one
	 */
	record Alternation(List<RegexNode> choices) implements RegexNode {

		@Override
		public List<RegexNode> children() {
			return this.choices;
		}

	}

	/**
	 * The same several times.
	 *
	 * @param part what is repeated
	 * @param min how often at least
	 * @param max how often at most, {@link #UNBOUNDED} for any number of times
	 */
	record Repetition(RegexNode part, int min, int max) implements RegexNode {

		/** There is no upper bound. */
		public static final int UNBOUNDED = -1;

		@Override
		public List<RegexNode> children() {
			return List.of(this.part);
		}

		/**
		 * How often a compiled program contains the part.
		 * @return the greater of the bounds, at least one
		 */
		public int copies() {
			return Math.max(1, Math.max(this.min, this.max));
		}

	}

	/**
	 * A capturing group.
	 *
	 * @param part what it captures
	 */
	record Capture(RegexNode part) implements RegexNode {

		@Override
		public List<RegexNode> children() {
			return List.of(this.part);
		}

	}

	/** Positions in a string. */
	enum Position {

		/** The beginning of the text. */
		BEGIN,

		/** The end of the text. */
		END,

		/** The beginning or end of a line or word, or neither of a word. */
		OTHER

	}

}
