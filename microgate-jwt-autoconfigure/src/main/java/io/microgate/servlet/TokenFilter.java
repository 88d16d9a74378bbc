package io.microgate.servlet;

import java.io.IOException;

import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has the token of a request verified, if its rule asks for one, and makes it the
 * principal of the rest. A request whose token is refused is answered here. Spring
 * Security's filter for bearer tokens refuses every token that is bound to a key, as it
 * does not know how the token was sent.
 */
final class TokenFilter extends OncePerRequestFilter {

	/**
	 * A name of its own keeps a foreign chain's filter from marking a forward as
	 * filtered.
	 */
	static final String MARK = "microgateTokenFilter" + ALREADY_FILTERED_SUFFIX;

	private final ServletDecisions decisions;

	private final TokenAuthenticator authenticator;

	private final RefusalHandler refusals;

	private final SecurityContextRepository contexts;

	TokenFilter(ServletDecisions decisions, TokenAuthenticator authenticator, RefusalHandler refusals,
			SecurityContextRepository contexts) {
		this.decisions = decisions;
		this.authenticator = authenticator;
		this.refusals = refusals;
		this.contexts = contexts;
	}

	@Override
	protected String getAlreadyFilteredAttributeName() {
		return MARK;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestDecision decision = this.decisions.get(request);
		SentToken token = decision.extractToken();
		if (token == null) {
			chain.doFilter(request, response);
			return;
		}
		// a foreign chain may have forwarded, whose user is not that of the token
		SecurityContextHolder.clearContext();
		Authentication principal;
		try {
			principal = this.authenticator.authenticate(token, decision);
		}
		catch (AuthenticationException ex) {
			SecurityContextHolder.clearContext();
			this.refusals.onAuthenticationFailure(request, response, ex);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(principal);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		chain.doFilter(request, response);
	}

}
