package io.microgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * One compiled requirement on who sends a request.
 */
interface RequirementCondition {

	/**
	 * Tests the requirement.
	 * @param client who sends the request
	 * @return whether it is met; unknown if it cannot be compared
	 */
	Answer test(RequestingClient client);

	/** The part of the request that counts, {@code null} if there is none. */
	default @Nullable RequestValueReader equal() {
		return null;
	}

}
