package io.microgate.servlet;

import io.microgate.decision.FailureLog;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Keeps the decision of a request in a request attribute, so that it is made once and all
 * filters see the same.
 */
public final class ServletDecisions {

	private static final String ATTRIBUTE = RequestDecision.class.getName();

	private final ApplicationContext context;

	private final PolicyDecisionPoint decisionPoint;

	/**
	 * Creates the decisions.
	 * @param context the application
	 * @param decisionPoint where requests are decided
	 */
	public ServletDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint) {
		this.context = context;
		this.decisionPoint = decisionPoint;
	}

	/**
	 * Whether the request is for our routes. Starts deciding about a request, and about
	 * the target of a forward unless this request has been let through by us.
	 * @param request the request
	 * @return {@code false} when nobody but the last chain has to refuse it
	 */
	boolean isForRoutes(HttpServletRequest request) {
		if (isErrorOfAllowedRequest(request)) {
			return true;
		}
		RequestDecision decision = begin(request);
		if (request.getDispatcherType() == DispatcherType.REQUEST || isUndecidedForward(request)) {
			request.setAttribute(ATTRIBUTE, decision);
		}
		return !decision.isUnmatched();
	}

	/**
	 * The error page is another path, but still about the request that we let through: a
	 * chain that takes any other path knows nothing of its user.
	 */
	private static boolean isErrorOfAllowedRequest(HttpServletRequest request) {
		if (request.getDispatcherType() != DispatcherType.ERROR) {
			return false;
		}
		RequestDecision decision = find(request);
		return decision != null && decision.isAllowed();
	}

	private static boolean isUndecidedForward(HttpServletRequest request) {
		if (request.getDispatcherType() != DispatcherType.FORWARD) {
			return false;
		}
		RequestDecision decision = find(request);
		return decision == null || !decision.isAllowed();
	}

	/**
	 * Whether a request that has been dispatched again goes on without a further decision
	 * (errors, includes, asynchronous continuations, and forwards of a request that has
	 * been let through).
	 * @param request the request
	 * @return whether nothing is left to decide
	 */
	boolean isSettled(HttpServletRequest request) {
		return switch (request.getDispatcherType()) {
			case REQUEST -> false;
			case FORWARD -> !isUndecidedForward(request);
			case ERROR, INCLUDE, ASYNC -> true;
		};
	}

	/**
	 * The decision that travels with the request.
	 * @param request the request
	 * @return what {@link #isForRoutes} has started, or a new start
	 */
	RequestDecision get(HttpServletRequest request) {
		RequestDecision decision = find(request);
		if (decision == null) {
			decision = begin(request);
			request.setAttribute(ATTRIBUTE, decision);
		}
		return decision;
	}

	static @Nullable RequestDecision find(HttpServletRequest request) {
		return (RequestDecision) request.getAttribute(ATTRIBUTE);
	}

	/** Logs what goes wrong in the application's listeners. */
	FailureLog failures() {
		return this.decisionPoint.failures();
	}

	private RequestDecision begin(HttpServletRequest request) {
		return this.decisionPoint.begin(() -> ServletRequestFacts.of(request), () -> isOnManagementPort(request),
				find(request));
	}

	/** A separate management port is served by a child of the application's context. */
	private boolean isOnManagementPort(HttpServletRequest request) {
		ApplicationContext server = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		return server != null && server.getParent() == this.context;
	}

}
