package io.microgate.decision;

import io.microgate.request.RequestFacts;

/**
 * Is notified of every decision, for logs and meters. Must not block and must not throw.
 */
@FunctionalInterface
public interface DecisionListener {

	/**
	 * A request has been decided.
	 * @param request the request; without a path that can be judged its path is empty
	 * @param decision the decision, which says what decided
	 */
	void decided(RequestFacts request, Decision decision);

}
