package io.microgate.match;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression as a predicate. RE2/J decides, but only about strings
 * that an automaton does not rule out at a small part of the cost.
 */
public final class RegexMatcher {

	/** The cost of RE2/J per character while no instruction of the program is active. */
	private static final int STEPS_PER_CHAR = 12;

	private static final int STEPS_PER_INSTRUCTION = 4;

	private static final int STEPS_PER_CALL = 100;

	private final Pattern pattern;

	private final boolean whole;

	private final @Nullable RegexAutomaton automaton;

	private final int width;

	RegexMatcher(Pattern pattern, RegexNode root, boolean whole) {
		this.pattern = pattern;
		this.whole = whole;
		this.automaton = RegexAutomaton.compile(root, whole);
		this.width = (this.automaton != null) ? Math.min(this.automaton.width(), pattern.programSize())
				: pattern.programSize();
	}

	/**
	 * Matches a string.
	 * @param text any text
	 * @param holder whose budget pays for it
	 * @return whether the text matches
	 * @throws TextNotJudgedException if the budget does not suffice
	 */
	public boolean matches(String text, BudgetHolder holder) {
		ExpressionBudget budget = holder.expressionBudget();
		if (this.automaton != null && !this.automaton.mayMatch(text, budget)) {
			return false;
		}
		budget.spend(cost(text.length(), this.width));
		return this.whole ? this.pattern.matches(text) : this.pattern.matcher(text).find();
	}

	/** What RE2/J costs at most for the longest text that an expression sees. */
	long worstCost() {
		return worstCost(this.width);
	}

	/** The same for a program of which so many instructions run for a character. */
	static long worstCost(int width) {
		return cost(ExpressionBudget.MAX_TEXT, width);
	}

	private static long cost(int length, int width) {
		return STEPS_PER_CALL + (long) length * (STEPS_PER_CHAR + STEPS_PER_INSTRUCTION * width);
	}

}
