package io.microgate.test.mock;

import java.io.IOException;

import io.microgate.engine.RequestDecision;
import io.microgate.servlet.ServletDecisions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.util.WebUtils;

/**
 * Has the mocked user of a request without a token go through the policy. Does nothing
 * for requests that come from a server.
 */
final class MockAuthenticationFilter implements Filter {

	/**
	 * Where Spring Security's request post-processors leave the context. Their other copy
	 * is in the repository of the chain that took the request at that time, which need
	 * not be the one that takes it in the end.
	 */
	private static final String MOCKED = "org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors"
			+ "$SecurityContextRequestPostProcessorSupport$TestSecurityContextRepository.REPO";

	/** Who the request went on as, for what is dispatched again. */
	private static final String USER = MockAuthenticationFilter.class.getName() + ".USER";

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		RequestDecision decision = ServletDecisions.find((HttpServletRequest) request);
		if (decision != null && WebUtils.getNativeRequest(request, MockHttpServletRequest.class) != null) {
			goOn(request, decision);
		}
		chain.doFilter(request, response);
	}

	private static void goOn(ServletRequest request, RequestDecision decision) {
		if (decision.decision() == null) {
			request.setAttribute(USER, user(request, decision));
		}
		if (request.getAttribute(USER) instanceof Authentication user) {
			setAuthentication(user);
		}
	}

	private static @Nullable Authentication user(ServletRequest request, RequestDecision decision) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user == null && request.getAttribute(MOCKED) instanceof SecurityContext mocked) {
			user = mocked.getAuthentication();
		}
		return (user != null && MockAuthentication.isUser(user)) ? MockAuthentication.assume(user, decision) : null;
	}

	/** In a context of its own: that of the test is for other requests, too. */
	private static void setAuthentication(Authentication user) {
		SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();
		if (contexts.getContext().getAuthentication() != user) {
			SecurityContext context = contexts.createEmptyContext();
			context.setAuthentication(user);
			contexts.setContext(context);
		}
	}

}
