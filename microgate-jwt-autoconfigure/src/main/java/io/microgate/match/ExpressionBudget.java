package io.microgate.match;

/**
 * Limits what the regular expressions of one request, and reading strings repeatedly for
 * conditions, cost together. It counts steps of their programs and not time, so that the
 * same request always has the same outcome.
 */
public final class ExpressionBudget implements BudgetHolder {

	/**
	 * The longest path, or claim that is not verified, that an expression sees.
	 */
	public static final int MAX_TEXT = 2048;

	/**
	 * A step takes 2 to 4 ns where a forged RS256 token takes 40 µs, so this is the cost
	 * of 23 to 45 of them.
	 */
	private static final long REQUEST_STEPS = 450_000;

	/** The cost of 7 to 14 forged tokens. */
	private static final long TOKEN_STEPS = 140_000;

	private static final ExpressionBudget UNLIMITED = new ExpressionBudget(Long.MAX_VALUE);

	private long left;

	private ExpressionBudget(long steps) {
		this.left = steps;
	}

	/**
	 * Creates the budget of a request, for conditions on what the client sent.
	 * @return a budget that belongs to one request
	 */
	public static ExpressionBudget ofRequest() {
		return new ExpressionBudget(REQUEST_STEPS);
	}

	/**
	 * Creates the budget for the claims of a token that is not verified.
	 * @return a budget that belongs to one token
	 */
	public static ExpressionBudget ofToken() {
		return new ExpressionBudget(TOKEN_STEPS);
	}

	/**
	 * Returns the unlimited budget, for what the operator or an issuer wrote.
	 * @return a budget that does not end
	 */
	public static ExpressionBudget unlimited() {
		return UNLIMITED;
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this;
	}

	/**
	 * Whether the budget covers a cost.
	 * @param steps the cost
	 * @return {@code false} if less is left
	 */
	boolean covers(long steps) {
		return steps <= this.left;
	}

	/**
	 * Subtracts a cost before it is caused.
	 * @param steps the cost
	 * @throws TextNotJudgedException if less is left
	 */
	public void spend(long steps) {
		if (!covers(steps)) {
			throw new TextNotJudgedException();
		}
		if (this != UNLIMITED) {
			this.left -= steps;
		}
	}

	/**
	 * Rejects a string that is longer than an expression may see.
	 * @param text the text that an expression is about to see
	 * @throws TextNotJudgedException if it is longer
	 */
	public void requireLength(String text) {
		if (this != UNLIMITED && text.length() > MAX_TEXT) {
			throw new TextNotJudgedException();
		}
	}

}
