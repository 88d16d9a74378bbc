package io.microgate.match;

/**
 * Has the one budget that the expressions of a request or token share, and makes it when
 * the first of them asks for it.
 */
@FunctionalInterface
public interface BudgetHolder {

	/**
	 * Returns what matching may still cost.
	 * @return the same budget at every call
	 */
	ExpressionBudget expressionBudget();

}
