package io.microgate.route;

import java.util.List;
import java.util.function.Supplier;

import io.microgate.jwt.DenyReason;
import io.microgate.match.RequestFacts;
import io.microgate.policy.DecisionListener;
import org.jspecify.annotations.Nullable;

/**
 * Where requests are decided, on every web stack: finds route and rule of a request once
 * and hands out the {@link RequestDecision} that travels with it.
 */
public final class PolicyDecisionPoint {

	private final Supplier<RouteTable> routes;

	private final OpenPaths openPaths;

	private final OpenPaths managementOpenPaths;

	private final List<DecisionListener> listeners;

	/**
	 * Creates the decision point.
	 * @param routes the routes in force, asked for at the begin of each request
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners who is told of decisions
	 */
	public PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners) {
		this.routes = routes;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Starts deciding about a request. One whose path or host cannot be judged is
	 * refused.
	 * @param request the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @param earlier what was decided about the same request, with whose routes it goes
	 * on when it is dispatched again; {@code null} if it is new
	 * @return what travels with the request
	 */
	public RequestDecision begin(RequestFacts request, boolean onManagementPort, @Nullable RequestDecision earlier) {
		RouteTable routes = (earlier != null) ? earlier.routes() : this.routes.get();
		RequestDecision decision = new RequestDecision(request, routes, this.listeners);
		if (request.isPathJudged() && (!routes.isByHost() || request.isHostJudged())) {
			decision.resolve(onManagementPort ? this.managementOpenPaths : this.openPaths);
		}
		else {
			decision.refuse(DenyReason.REQUEST_PATH);
		}
		return decision;
	}

}
