package io.microgate.route;

import java.util.List;

import io.microgate.jwt.DenyReason;
import io.microgate.match.RequestFacts;
import io.microgate.policy.DecisionListener;

/**
 * Where requests are decided, on every web stack: finds route and rule of a request once
 * and hands out the {@link RequestDecision} that travels with it.
 */
public final class PolicyDecisionPoint {

	private final RouteTable routes;

	private final List<DecisionListener> listeners;

	/**
	 * Creates the decision point.
	 * @param routes the routes
	 * @param listeners who is told of decisions
	 */
	public PolicyDecisionPoint(RouteTable routes, List<DecisionListener> listeners) {
		this.routes = routes;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Starts deciding about a request. One whose path cannot be judged is refused.
	 * @param request the request
	 * @param openPaths paths that are open on the port the request came in
	 * @return what travels with the request
	 */
	public RequestDecision begin(RequestFacts request, OpenPaths openPaths) {
		RequestDecision decision = new RequestDecision(request, this.listeners);
		if (request.isPathJudged()) {
			decision.resolve(this.routes, openPaths);
		}
		else {
			decision.refuse(DenyReason.REQUEST_PATH);
		}
		return decision;
	}

}
