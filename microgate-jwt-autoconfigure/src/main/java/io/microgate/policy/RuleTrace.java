package io.microgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * Records whether a request meets the conditions of a rule, to explain it.
 */
public final class RuleTrace {

	private final PolicyRule rule;

	private Answer answer = Answer.UNKNOWN;

	private @Nullable String condition;

	RuleTrace(PolicyRule rule) {
		this.rule = rule;
	}

	/**
	 * Returns the rule.
	 * @return the rule
	 */
	public PolicyRule rule() {
		return this.rule;
	}

	/**
	 * Whether the request meets the conditions.
	 * @return the answer; unknown also if comparing them once more costs too much
	 */
	public Answer answer() {
		return this.answer;
	}

	/**
	 * Returns the first condition that is not met.
	 * @return its component of {@code requestConditions}, {@code null} if all are met or
	 * they are inverted
	 */
	public @Nullable String condition() {
		return this.condition;
	}

	void stoppedBy(String component) {
		this.condition = component;
	}

	void answered(Answer outcome) {
		this.answer = outcome;
	}

}
