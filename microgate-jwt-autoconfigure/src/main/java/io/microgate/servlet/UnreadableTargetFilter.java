package io.microgate.servlet;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;

/**
 * Refuses a target that does not begin with the context path, which a server may find in
 * it all the same. Has to come before Spring Security, whose own reading of such a target
 * ends in an exception instead of an answer.
 */
public final class UnreadableTargetFilter implements Filter, Ordered {

	private final ServletDecisions decisions;

	private final int order;

	/**
	 * Creates the filter.
	 * @param decisions the decisions about requests
	 * @param order its place, before Spring Security
	 */
	public UnreadableTargetFilter(ServletDecisions decisions, int order) {
		this.decisions = decisions;
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		if (httpRequest.getRequestURI().startsWith(httpRequest.getContextPath())) {
			chain.doFilter(request, response);
			return;
		}
		RefusalHandler.render(this.decisions.get(httpRequest).conclude(), (HttpServletResponse) response);
	}

}
