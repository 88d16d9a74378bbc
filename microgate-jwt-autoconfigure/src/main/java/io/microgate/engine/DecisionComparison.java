package io.microgate.engine;

import io.microgate.decision.Decision;
import io.microgate.request.RequestFacts;

/**
 * Compares decisions with what another configuration says. Must not block and must not
 * throw; cannot change a decision.
 */
@FunctionalInterface
public interface DecisionComparison {

	/**
	 * A request has been decided by its route, or by the lack of one.
	 * @param request the request, which can be read only now
	 * @param onManagementPort whether it came in on a separate management port
	 * @param decision the decision
	 */
	void compare(RequestFacts request, boolean onManagementPort, Decision decision);

}
