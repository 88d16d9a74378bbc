package io.microgate.servlet;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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
		HttpServletRequest edited = result.isGranted() ? edited(request) : null;
		if (edited != null) {
			chain.doFilter(edited, response);
		}
		else {
			this.refusals.refuse(request, (HttpServletResponse) response);
		}
	}

	/** Returns {@code null} if the request cannot be edited, so that it is refused. */
	private static @Nullable HttpServletRequest edited(HttpServletRequest request) {
		RequestDecision decision = ServletDecisions.find(request);
		try {
			return (decision != null) ? EditedRequest.of(request, decision.edits()) : request;
		}
		catch (Throwable ex) {
			Objects.requireNonNull(decision).concludeFailed(ex);
			return null;
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
