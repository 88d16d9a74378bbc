package io.microgate.servlet;

import java.io.IOException;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Removes header fields that clients cannot set from a request before another filter sees
 * it, and edits a request that is dispatched again as it was edited when it was let
 * through.
 */
final class RequestEditsFilter implements Filter {

	private final ServletDecisions decisions;

	private final RefusalBodyWriter bodies;

	RequestEditsFilter(ServletDecisions decisions) {
		this.decisions = decisions;
		this.bodies = new RefusalBodyWriter(decisions.refusalBodies());
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletRequest edited;
		try {
			edited = EditedRequest.of(request, this.decisions.edits(request));
		}
		catch (Throwable ex) {
			RequestDecision decision = this.decisions.get(request);
			decision.concludeFailed(ex);
			this.bodies.refuse(decision, (HttpServletResponse) response);
			return;
		}
		chain.doFilter(edited, response);
	}

}
