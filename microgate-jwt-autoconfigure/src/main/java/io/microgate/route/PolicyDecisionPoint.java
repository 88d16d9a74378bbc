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

	private final OpenPaths openPaths;

	private final OpenPaths managementOpenPaths;

	private final List<DecisionListener> listeners;

	/**
	 * Creates the decision point.
	 * @param routes the routes
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners who is told of decisions
	 */
	public PolicyDecisionPoint(RouteTable routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners) {
		this.routes = routes;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Starts deciding about a request. One whose path cannot be judged is refused.
	 * @param request the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @return what travels with the request
	 */
	public RequestDecision begin(RequestFacts request, boolean onManagementPort) {
		RequestDecision decision = new RequestDecision(request, this.listeners);
		if (request.isPathJudged()) {
			decision.resolve(this.routes, onManagementPort ? this.managementOpenPaths : this.openPaths);
		}
		else {
			decision.refuse(DenyReason.REQUEST_PATH);
		}
		return decision;
	}

}
