package io.microgate.reactive;

import io.microgate.decision.Decision;
import io.microgate.engine.RequestDecision;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Concludes the decision about a request and answers a refusal itself: Spring Security's
 * own filter would throw it through the chain, without telling listeners.
 */
final class DecisionWebFilter implements WebFilter {

	private final ReactiveDecisions decisions;

	private final boolean unmatched;

	private final ServerRefusalHandler refusals;

	private final ExceptionTranslationWebFilter exceptionTranslation = new ExceptionTranslationWebFilter();

	private DecisionWebFilter(ReactiveDecisions decisions, boolean unmatched, ServerRefusalHandler refusals) {
		this.decisions = decisions;
		this.unmatched = unmatched;
		this.refusals = refusals;
		this.exceptionTranslation.setAuthenticationEntryPoint(refusals);
		this.exceptionTranslation.setAccessDeniedHandler(refusals);
	}

	/** For requests that belong to routes. */
	static DecisionWebFilter forRoutes(ReactiveDecisions decisions, ServerRefusalHandler refusals) {
		return new DecisionWebFilter(decisions, false, refusals);
	}

	/** For requests that no other chain took: refuses them. */
	static DecisionWebFilter forUnmatched(ReactiveDecisions decisions, ServerRefusalHandler refusals) {
		return new DecisionWebFilter(decisions, true, refusals);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = this.decisions.get(exchange);
		Decision conclusion = this.unmatched ? decision.concludeUnmatched() : decision.conclude();
		ServerWebExchange edited = (conclusion.allowed() && !this.unmatched) ? edited(decision, exchange) : null;
		return (edited != null) ? goOn(exchange, edited, chain) : this.refusals.refuse(decision, exchange);
	}

	/** Returns {@code null} if the request cannot be edited, so that it is refused. */
	private static @Nullable ServerWebExchange edited(RequestDecision decision, ServerWebExchange exchange) {
		try {
			return EditedExchange.of(decision.edits(), exchange);
		}
		catch (Throwable ex) {
			decision.concludeFailed(ex);
			return null;
		}
	}

	/**
	 * The stock filter is only called when there is something to translate. It leaves
	 * exceptions alone that ask for another authentication.
	 */
	private Mono<Void> goOn(ServerWebExchange exchange, ServerWebExchange edited, WebFilterChain chain) {
		return chain.filter(edited)
			.onErrorResume((ex) -> (ex instanceof AuthenticationException authentication)
					? this.refusals.commence(edited, authentication)
					: this.exceptionTranslation.filter(exchange, (denied) -> Mono.error(ex)));
	}

}
