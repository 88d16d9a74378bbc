package io.microgate.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.microgate.jwt.DenyReason;
import io.microgate.route.RequestDecision;
import io.microgate.route.RequestPath;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriUtils;

/**
 * Refuses a target that does not begin with the context path and the path of the servlet
 * as they are configured, in which a server may find both all the same. Has to come
 * before Spring Security, whose own reading of such a target ends in an exception instead
 * of an answer.
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
		RequestDecision refusal = refusal(httpRequest);
		if (refusal == null) {
			chain.doFilter(request, response);
			return;
		}
		RefusalHandler.render(refusal.conclude(), (HttpServletResponse) response);
	}

	private @Nullable RequestDecision refusal(HttpServletRequest request) {
		try {
			if (isReadable(request)) {
				return null;
			}
			RequestDecision decision = this.decisions.get(request);
			decision.refuse(DenyReason.REQUEST_PATH);
			return decision;
		}
		catch (Throwable ex) {
			RequestDecision decision = this.decisions.get(request);
			decision.fail(ex);
			return decision;
		}
	}

	private static boolean isReadable(HttpServletRequest request) {
		String target = request.getRequestURI();
		if (!beginsWith(target, request.getContextPath())) {
			return false;
		}
		// spelled in one way only, so the server has compared what is there
		return target.equals(RequestPath.decode(target)) || beginsWithServletPath(target, request);
	}

	private static boolean beginsWithServletPath(String target, HttpServletRequest request) {
		String servletPath = ServletRequestPathUtils.getServletPathPrefix(request);
		return servletPath == null || servletPath.isEmpty() || beginsWith(target,
				request.getContextPath() + UriUtils.encodePath(servletPath, StandardCharsets.UTF_8));
	}

	private static boolean beginsWith(String target, String path) {
		return target.startsWith(path) && (target.length() == path.length() || target.charAt(path.length()) == '/');
	}

}
