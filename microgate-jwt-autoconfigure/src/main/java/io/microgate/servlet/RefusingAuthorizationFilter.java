package io.microgate.servlet;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Publishes what the stock filter does, but answers a refusal itself: to throw it through
 * the chain would cost more than to decide about the request.
 */
final class RefusingAuthorizationFilter extends AuthorizationFilter {

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	private final Supplier<Authentication> authentication = this::authentication;

	private final DecisionAuthorizationManager manager;

	private final AuthorizationEventPublisher events;

	private final RefusalHandler refusals;

	RefusingAuthorizationFilter(DecisionAuthorizationManager manager, AuthorizationEventPublisher events,
			RefusalHandler refusals) {
		super(manager);
		this.manager = manager;
		this.events = events;
		this.refusals = refusals;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		AuthorizationDecision result = this.manager.authorize(this.authentication, request);
		this.events.publishAuthorizationEvent(this.authentication, request, result);
		if (result.isGranted()) {
			chain.doFilter(request, response);
		}
		else {
			this.refusals.refuse(request, (HttpServletResponse) response);
		}
	}

	private Authentication authentication() {
		Authentication authentication = this.contexts.getContext().getAuthentication();
		if (authentication == null) {
			throw new AuthenticationCredentialsNotFoundException("There is no authentication to publish");
		}
		return authentication;
	}

}
