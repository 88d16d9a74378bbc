package io.microgate.reactive;

import io.microgate.jwt.DenyReason;
import io.microgate.route.RequestDecision;
import reactor.core.publisher.Mono;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;

/**
 * Concludes the decision about a request.
 */
final class DecisionReactiveAuthorizationManager implements ReactiveAuthorizationManager<ServerWebExchange> {

	private final ReactiveDecisions decisions;

	private final boolean unmatched;

	private DecisionReactiveAuthorizationManager(ReactiveDecisions decisions, boolean unmatched) {
		this.decisions = decisions;
		this.unmatched = unmatched;
	}

	/** For requests that belong to routes. */
	static DecisionReactiveAuthorizationManager forRoutes(ReactiveDecisions decisions) {
		return new DecisionReactiveAuthorizationManager(decisions, false);
	}

	/** For requests that no other chain took: refuses them. */
	static DecisionReactiveAuthorizationManager forUnmatched(ReactiveDecisions decisions) {
		return new DecisionReactiveAuthorizationManager(decisions, true);
	}

	@Override
	public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, ServerWebExchange exchange) {
		return Mono.fromSupplier(() -> {
			RequestDecision decision = this.decisions.get(exchange);
			if (this.unmatched) {
				decision.refuse(DenyReason.ROUTE_NONE);
			}
			return new AuthorizationDecision(decision.conclude().allowed());
		});
	}

}
