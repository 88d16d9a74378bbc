package io.microgate.test.policy;

import io.microgate.decision.Decision;
import io.microgate.engine.ExplainRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of cases to the application.
 */
interface CaseSender {

	/**
	 * Whether a client can send a request.
	 * @param request the request
	 * @return {@code false} if only the engine can be asked
	 */
	boolean canSend(PolicyCaseRequest request);

	/**
	 * Sends a request.
	 * @param request the request with its token
	 * @return how it is decided and answered
	 */
	Answer send(ExplainRequest request);

	/**
	 * What becomes of a request.
	 *
	 * @param decision the decision, {@code null} if none was made
	 * @param status status of the response
	 */
	record Answer(@Nullable Decision decision, int status) {

		/** Describes the decision as cases expect it. */
		String describe() {
			if (this.decision == null) {
				return "no decision, the response has status " + this.status;
			}
			return (this.decision.reason() != null) ? "deny, " + this.decision.reason().code() : "allow";
		}

	}

}
