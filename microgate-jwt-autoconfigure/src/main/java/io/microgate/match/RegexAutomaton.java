package io.microgate.match;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton that rules out strings which a regular expression does not
 * match. It accepts every string that RE2/J matches, and some more if positions are not
 * exact. Each code point costs one lookup.
 */
final class RegexAutomaton {

	/** More positions are not worth the memory; RE2/J decides alone then. */
	private static final int MAX_POSITIONS = 1000;

	private static final int STEPS_PER_CALL = 15;

	private static final int STEPS_PER_SEARCH = 3;

	private static final int ASCII_END = 0x80;

	private final int[] boundaries;

	private final int[] asciiClasses;

	private final int[] transitions;

	private final boolean[] accepting;

	private final int width;

	private RegexAutomaton(RegexStates states) {
		this.boundaries = states.boundaries();
		this.asciiClasses = new int[ASCII_END];
		for (int c = 0; c < ASCII_END; c++) {
			this.asciiClasses[c] = search(c);
		}
		this.transitions = states.transitions();
		this.accepting = states.accepting();
		this.width = states.width();
	}

	/**
	 * Compiles the automaton.
	 * @param root the syntax tree of the expression
	 * @param whole whether the text as a whole has to match
	 * @return the automaton, {@code null} if it would be too large
	 */
	static @Nullable RegexAutomaton compile(RegexNode root, boolean whole) {
		try {
			return new RegexAutomaton(RegexStates.of(RegexPositions.of(root, MAX_POSITIONS), whole));
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	/**
	 * How many instructions of a program run for one code point at most.
	 */
	int width() {
		return this.width;
	}

	/** Whether the expression may match a string; {@code false} is certain. */
	boolean mayMatch(String text, ExpressionBudget budget) {
		int state = 0;
		int index = 0;
		int steps = STEPS_PER_CALL;
		int classes = this.boundaries.length;
		while (index < text.length() && state >= 0) {
			int c = text.charAt(index);
			if (c < ASCII_END) {
				index++;
				steps++;
				state = this.transitions[state * classes + this.asciiClasses[c]];
			}
			else {
				int codePoint = text.codePointAt(index);
				index += Character.charCount(codePoint);
				steps += STEPS_PER_SEARCH;
				state = this.transitions[state * classes + search(codePoint)];
			}
		}
		budget.spend(steps);
		return state == RegexStates.MATCHED || (state >= 0 && this.accepting[state]);
	}

	/**
	 * Returns the class of a code point: the same positions match all code points of a
	 * class.
	 */
	private int search(int codePoint) {
		int index = Arrays.binarySearch(this.boundaries, codePoint);
		return (index >= 0) ? index : -index - 2;
	}

}
