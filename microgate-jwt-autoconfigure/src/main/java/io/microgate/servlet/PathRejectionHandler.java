package io.microgate.servlet;

import java.io.IOException;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers for the firewall of Spring Security, which comes first. A path that Microgate
 * would not judge either is refused as Microgate does, so that answers, counters and log
 * are the same whatever firewall there is; for all else Spring Security's answer stays.
 */
public final class PathRejectionHandler implements RequestRejectedHandler {

	private final RequestRejectedHandler others = new HttpStatusRequestRejectedHandler();

	private final ServletDecisions decisions;

	private final RefusalBodyWriter bodies;

	/**
	 * Creates the handler.
	 * @param decisions the decisions about requests
	 */
	public PathRejectionHandler(ServletDecisions decisions) {
		this.decisions = decisions;
		this.bodies = new RefusalBodyWriter(decisions.refusalBodies());
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection)
			throws IOException, ServletException {
		boolean anew = request.getDispatcherType() == DispatcherType.REQUEST;
		RequestDecision decision = anew ? this.decisions.get(request) : null;
		if (decision != null && decision.isUnreadable()) {
			this.bodies.refuse(decision, response);
		}
		else {
			this.others.handle(request, response, rejection);
		}
	}

}
