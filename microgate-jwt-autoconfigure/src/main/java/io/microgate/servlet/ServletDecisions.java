package io.microgate.servlet;

import io.microgate.decision.Decision;
import io.microgate.decision.FailureLog;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.propagation.RequestEdits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Keeps the decision of a request in a request attribute, so that it is made once and all
 * filters see the same.
 */
public final class ServletDecisions {

	private static final String ATTRIBUTE = RequestDecision.class.getName();

	private static final String MATCHED = MatchedRequest.class.getName();

	private final ApplicationContext context;

	private final PolicyDecisionPoint decisionPoint;

	private final RefusalBodies refusalBodies;

	/**
	 * Creates the decisions.
	 * @param context the application
	 * @param decisionPoint where requests are decided
	 * @param refusalBodies the bodies of refusals
	 */
	public ServletDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint,
			RefusalBodies refusalBodies) {
		this.context = context;
		this.decisionPoint = decisionPoint;
		this.refusalBodies = refusalBodies;
	}

	/**
	 * Whether the request is for the routes. Only {@link #start} makes what is found out
	 * the decision about the request: others may ask at any time.
	 * @param request the request
	 * @return {@code false} when only the last chain has to refuse it
	 */
	boolean isForRoutes(HttpServletRequest request) {
		DispatcherType type = type(request);
		if (type == null) {
			return !this.decisionPoint.begin(ServletRequestFacts.of(request), false, null).isUnmatched();
		}
		RequestDecision earlier = find(request);
		boolean allowed = earlier != null && earlier.isAllowed();
		if (type == DispatcherType.ERROR && allowed) {
			// a chain that takes any other path than the error page's knows no user
			return true;
		}
		RequestDecision decision = begin(request, earlier);
		if (type == DispatcherType.REQUEST || (type == DispatcherType.FORWARD && !allowed)) {
			request.setAttribute(MATCHED, new MatchedRequest(request, decision));
		}
		return !decision.isUnmatched();
	}

	/**
	 * Starts deciding about a request that a chain has taken, and about the target of a
	 * forward unless the request has been let through here.
	 * @param request the request, as the chain was asked about it
	 */
	void start(HttpServletRequest request) {
		if (!isSettled(request)) {
			RequestDecision decision = (request.getAttribute(MATCHED) instanceof MatchedRequest matched
					&& matched.request() == request) ? matched.decision() : begin(request, find(request));
			request.setAttribute(ATTRIBUTE, decision);
		}
	}

	/**
	 * Whether a request that has been dispatched again goes on without a further decision
	 * (errors, includes, asynchronous continuations, and forwards of a request that has
	 * been let through).
	 * @param request the request
	 * @return whether nothing is left to decide
	 */
	boolean isSettled(HttpServletRequest request) {
		DispatcherType type = type(request);
		return type != null && switch (type) {
			case REQUEST -> false;
			case FORWARD -> {
				RequestDecision decision = find(request);
				yield decision != null && decision.isAllowed();
			}
			case ERROR, INCLUDE, ASYNC -> true;
		};
	}

	/**
	 * The decision that travels with the request.
	 * @param request the request
	 * @return what has been started, or a new start
	 */
	RequestDecision get(HttpServletRequest request) {
		RequestDecision decision = find(request);
		if (decision == null) {
			decision = begin(request, null);
			request.setAttribute(ATTRIBUTE, decision);
		}
		return decision;
	}

	/**
	 * Finds the decision that travels with the request.
	 * @param request the request
	 * @return the decision, {@code null} if nothing has been started
	 */
	public static @Nullable RequestDecision find(HttpServletRequest request) {
		return (RequestDecision) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * How the request is seen by what comes next. Before there is a decision, fields that
	 * clients cannot set are removed.
	 * @param request the request
	 * @return the edits
	 */
	RequestEdits edits(HttpServletRequest request) {
		RequestDecision decision = find(request);
		if (decision != null) {
			return decision.edits();
		}
		return RequestEdits.removing(this.decisionPoint.removedFields(() -> ServletRequestFacts.of(request)));
	}

	/** Finds the decision about an observed request, {@code null} if there is none. */
	static @Nullable Decision observed(ServerRequestObservationContext context) {
		HttpServletRequest request = context.getCarrier();
		RequestDecision decision = (request != null) ? find(request) : null;
		return (decision != null) ? decision.decision() : null;
	}

	/** The bodies of refusals. */
	RefusalBodies refusalBodies() {
		return this.refusalBodies;
	}

	/** Logs what goes wrong in the application's listeners. */
	FailureLog failures() {
		return this.decisionPoint.failures();
	}

	/**
	 * Returns the type of the dispatch.
	 * @param request the request
	 * @return the type, {@code null} for what Spring Security makes up of a URL, to ask
	 * whether a user may go there
	 */
	private static @Nullable DispatcherType type(HttpServletRequest request) {
		try {
			return request.getDispatcherType();
		}
		catch (UnsupportedOperationException ex) {
			return null;
		}
	}

	private RequestDecision begin(HttpServletRequest request, @Nullable RequestDecision earlier) {
		try {
			return this.decisionPoint.begin(ServletRequestFacts.of(request), isOnManagementPort(request), earlier);
		}
		catch (Throwable ex) {
			return this.decisionPoint.beginFailed(ex);
		}
	}

	/** A separate management port is served by a child of the application's context. */
	private boolean isOnManagementPort(HttpServletRequest request) {
		ApplicationContext server = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		return server != null && server.getParent() == this.context;
	}

	/**
	 * What was found out when a chain was asked about a request. Spring Security makes an
	 * object of its own for each request that it filters, so that the answer to another
	 * question about the same request is told apart.
	 *
	 * @param request the request
	 * @param decision the decision, about which nothing is concluded
	 */
	private record MatchedRequest(HttpServletRequest request, RequestDecision decision) {
	}

}
