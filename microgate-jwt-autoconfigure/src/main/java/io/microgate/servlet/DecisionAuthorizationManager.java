package io.microgate.servlet;

import java.util.function.Supplier;

import io.microgate.engine.RequestDecision;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * Concludes the decision about a request. Never returns {@code null}, which the filter
 * would take for consent. Whether a user might go to a URL is not known without a
 * request, so the answer to that is no.
 */
final class DecisionAuthorizationManager implements AuthorizationManager<HttpServletRequest> {

	private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

	private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

	private final ServletDecisions decisions;

	private final boolean unmatched;

	private DecisionAuthorizationManager(ServletDecisions decisions, boolean unmatched) {
		this.decisions = decisions;
		this.unmatched = unmatched;
	}

	/** For requests that belong to routes. */
	static DecisionAuthorizationManager forRoutes(ServletDecisions decisions) {
		return new DecisionAuthorizationManager(decisions, false);
	}

	/** For requests that no other chain took: refuses them. */
	static DecisionAuthorizationManager forUnmatched(ServletDecisions decisions) {
		return new DecisionAuthorizationManager(decisions, true);
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			HttpServletRequest request) {
		if (this.decisions.isSettled(request)) {
			return GRANTED;
		}
		RequestDecision decision = ServletDecisions.find(request);
		if (decision == null) {
			return DENIED;
		}
		if (this.unmatched) {
			decision.concludeUnmatched();
			return DENIED;
		}
		return decision.conclude().allowed() ? GRANTED : DENIED;
	}

}
