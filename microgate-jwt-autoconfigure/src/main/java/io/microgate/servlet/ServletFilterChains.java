package io.microgate.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Makes the two filter chains of single filters, stock ones where they fit, and not
 * through {@code HttpSecurity}: nothing that customizes every {@code HttpSecurity} can
 * then put a rule in front of Microgate's.
 */
public final class ServletFilterChains {

	private static final String ANONYMOUS_KEY = "io.microgate.anonymous";

	private final ServletDecisions decisions;

	private final SecurityBeans beans;

	private final GuardedEvents events;

	private final ServletCors cors;

	private final RefusalHandler refusals;

	private final @Nullable Filter beforeDecision;

	/** Of its own name, so that a foreign chain's context is not taken for this one. */
	private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository(
			"io.microgate.SECURITY_CONTEXT");

	/**
	 * Prepares the chains.
	 * @param decisions the decisions about requests
	 * @param beans what the application brings along
	 */
	public ServletFilterChains(ServletDecisions decisions, SecurityBeans beans) {
		this(decisions, beans, null);
	}

	private ServletFilterChains(ServletDecisions decisions, SecurityBeans beans, @Nullable Filter beforeDecision) {
		this.decisions = decisions;
		this.beans = beans;
		this.beforeDecision = beforeDecision;
		this.cors = new ServletCors(beans.cors(), beans.mappedCors());
		this.refusals = new RefusalHandler(this.cors, decisions.refusalBodies());
		this.events = new GuardedEvents(beans, decisions.failures());
	}

	/**
	 * Has a filter see each request of a route whose token, if it has one, is verified
	 * and about which nothing is decided yet.
	 * @param filter the filter
	 * @return a maker of chains with it
	 */
	public ServletFilterChains beforeDecision(Filter filter) {
		return new ServletFilterChains(this.decisions, this.beans, filter);
	}

	/**
	 * Creates the chain for requests of routes.
	 * @param converter makes the principal of a verified token
	 * @return the chain
	 */
	public SecurityFilterChain forRoutes(Converter<Jwt, ? extends AbstractAuthenticationToken> converter) {
		return new DefaultSecurityFilterChain(this.decisions::isForRoutes,
				filters(tokenFilter(converter), DecisionAuthorizationManager.forRoutes(this.decisions)));
	}

	/**
	 * Creates the chain that refuses what no other chain took.
	 * @return the chain
	 */
	public SecurityFilterChain forUnmatched() {
		return new DefaultSecurityFilterChain((request) -> true,
				filters(null, DecisionAuthorizationManager.forUnmatched(this.decisions)));
	}

	private List<Filter> filters(@Nullable Filter tokenFilter, DecisionAuthorizationManager authorizationManager) {
		List<Filter> filters = new ArrayList<>();
		filters.add(this::startDecision);
		filters.add(new SecurityContextHolderFilter(this.contexts));
		filters.add(new SecuredRequestFilter(this.beans.rolePrefix(), this.refusals));
		filters.add(new MetadataFilter(this.decisions));
		filters.add(new CorsAnswerFilter(this.decisions, this.cors));
		if (tokenFilter != null) {
			filters.add(tokenFilter);
			if (this.beforeDecision != null) {
				filters.add(this.beforeDecision);
			}
		}
		filters.add(new AnonymousAuthenticationFilter(ANONYMOUS_KEY));
		filters.add(exceptionFilter());
		filters.add(new RefusingAuthorizationFilter(authorizationManager, this.events, this.refusals));
		return filters;
	}

	private void startDecision(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		this.decisions.start((HttpServletRequest) request);
		chain.doFilter(request, response);
	}

	private TokenFilter tokenFilter(Converter<Jwt, ? extends AbstractAuthenticationToken> converter) {
		return new TokenFilter(this.decisions, new TokenAuthenticator(converter, this.events), this.refusals,
				this.contexts);
	}

	private ExceptionTranslationFilter exceptionFilter() {
		ExceptionTranslationFilter filter = new ExceptionTranslationFilter(this.refusals, new NullRequestCache());
		filter.setAccessDeniedHandler(this.refusals);
		return filter;
	}

}
