package io.microgate.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
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
public final class UnreadableTargetFilter extends OncePerRequestFilter implements Ordered {

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
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getDispatcherType() != DispatcherType.REQUEST && !isError(request);
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterNestedErrorDispatch(HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		doFilterInternal(request, response, chain);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isError(request)) {
			// without a page, the status stays that of the error
			if (isParsable(request) && isErrorPageReadable(request)) {
				chain.doFilter(request, response);
			}
			return;
		}
		RequestDecision refusal = refusal(request);
		if (refusal == null) {
			chain.doFilter(request, response);
			return;
		}
		RefusalHandler.render(refusal.conclude(), response);
	}

	private static boolean isError(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.ERROR;
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
