package io.microgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * Whether a verified token meets a condition on a claim, to explain it.
 *
 * @param group where the condition stands
 * @param number its position there, from 0
 * @param answer whether it is met, unknown if it cannot be compared
 * @param required the value of the request that the claim has to equal, {@code null} if
 * there is none
 */
public record ClaimTrace(Group group, int number, Answer answer, @Nullable String required) {

	/**
	 * Lists of conditions.
	 */
	public enum Group {

		/** {@code requireAll}. */
		ALL,

		/** {@code requireAny}. */
		ANY,

		/** {@code requireNone}. */
		NONE

	}

}
