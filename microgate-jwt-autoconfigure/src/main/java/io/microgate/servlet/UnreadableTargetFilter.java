package io.microgate.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriUtils;

/**
 * Refuses a target that Spring cannot parse: one that does not begin with the context
 * path and the path of the servlet as they are configured, in which a server may find
 * both all the same, or one whose path parameters cannot be decoded. Has to come before
 * Spring Security, whose own reading of such a target ends in an exception instead of an
 * answer. What a server rejects by itself gets no error page if that could not be read
 * either.
 */
@FilterRegistration(dispatcherTypes = { DispatcherType.REQUEST, DispatcherType.ERROR })
public final class UnreadableTargetFilter implements Filter, Ordered {

	private final ServletDecisions decisions;

	private final RefusalBodyWriter bodies;

	private final int order;

	/**
	 * Creates the filter.
	 * @param decisions the decisions about requests
	 * @param order its place, before Spring Security
	 */
	public UnreadableTargetFilter(ServletDecisions decisions, int order) {
		this.decisions = decisions;
		this.bodies = new RefusalBodyWriter(decisions.refusalBodies());
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		DispatcherType type = request.getDispatcherType();
		RequestDecision refused = (type == DispatcherType.REQUEST) ? refused(request) : null;
		if (refused != null) {
			this.bodies.refuse(refused, (HttpServletResponse) response);
		}
		// without a page, the status stays that of the error
		else if (type != DispatcherType.ERROR || (isParsable(request) && isErrorPageReadable(request))) {
			chain.doFilter(request, response);
		}
	}

	/** Spring MVC decodes the target that the error is about. */
	private static boolean isErrorPageReadable(HttpServletRequest request) {
		if (!(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String target)) {
			return true;
		}
		try {
			UriUtils.decode(target, StandardCharsets.UTF_8);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private @Nullable RequestDecision refused(HttpServletRequest request) {
		try {
			if (isReadable(request)) {
				return null;
			}
			this.decisions.get(request).concludeUnreadable();
		}
		catch (Throwable ex) {
			this.decisions.get(request).concludeFailed(ex);
		}
		return this.decisions.get(request);
	}

	private static boolean isReadable(HttpServletRequest request) {
		String target = request.getRequestURI();
		if (!beginsWith(target, request.getContextPath())) {
			return false;
		}
		// spelled in one way only, so the server has compared what is there
		return target.equals(RequestPath.decode(target)) || isParsable(request);
	}

	/**
	 * Spring requires the servlet path in front, and percent signs that it can decode.
	 */
	private static boolean isParsable(HttpServletRequest request) {
		try {
			ServletRequestPathUtils.parse(request);
			return true;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return false;
		}
	}

	private static boolean beginsWith(String target, String path) {
		return target.startsWith(path) && (target.length() == path.length() || target.charAt(path.length()) == '/');
	}

}
