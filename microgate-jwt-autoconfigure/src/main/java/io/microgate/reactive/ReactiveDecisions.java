package io.microgate.reactive;

import io.microgate.jwt.DenyReason;
import io.microgate.route.OpenPaths;
import io.microgate.route.PolicyDecisionPoint;
import io.microgate.route.RequestDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps the decision of a request in an exchange attribute, so that it is made once and
 * all filters see the same.
 */
public final class ReactiveDecisions {

	private static final String ATTRIBUTE = RequestDecision.class.getName();

	private final ApplicationContext context;

	private final PolicyDecisionPoint decisionPoint;

	private final OpenPaths openPaths;

	private final OpenPaths managementOpenPaths;

	private final ContextPaths contextPaths;

	/**
	 * Creates the decisions.
	 * @param context the application
	 * @param decisionPoint where requests are decided
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param contextPaths context paths on the application's port
	 */
	public ReactiveDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint, OpenPaths openPaths,
			OpenPaths managementOpenPaths, ContextPaths contextPaths) {
		this.context = context;
		this.decisionPoint = decisionPoint;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.contextPaths = contextPaths;
	}

	/**
	 * Starts deciding about a request.
	 * @param exchange the exchange
	 * @return the decision that travels with it
	 */
	RequestDecision begin(ServerWebExchange exchange) {
		boolean management = isOnManagementPort(exchange);
		RequestDecision decision = this.decisionPoint.begin(ReactiveRequestFacts.of(exchange),
				management ? this.managementOpenPaths : this.openPaths);
		if (!management && !this.contextPaths.leaveOneReading(exchange)) {
			decision.refuse(DenyReason.REQUEST_PATH);
		}
		exchange.getAttributes().put(ATTRIBUTE, decision);
		return decision;
	}

	/**
	 * The decision that travels with the exchange.
	 * @param exchange the exchange
	 * @return what has been started, or a new start
	 */
	RequestDecision get(ServerWebExchange exchange) {
		RequestDecision decision = find(exchange);
		return (decision != null) ? decision : begin(exchange);
	}

	static @Nullable RequestDecision find(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/** A separate management port is served by a child of the application's context. */
	private boolean isOnManagementPort(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return server != null && server.getParent() == this.context;
	}

}
