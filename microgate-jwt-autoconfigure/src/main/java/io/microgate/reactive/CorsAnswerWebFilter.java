package io.microgate.reactive;

import io.microgate.engine.RequestDecision;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers preflights that the application's CORS configuration governs. A preflight that
 * none governs goes on and is decided: the stock filter would answer it. A path without a
 * single reading is refused first.
 */
final class CorsAnswerWebFilter implements WebFilter {

	private final ReactiveDecisions decisions;

	private final ServerCors cors;

	CorsAnswerWebFilter(ReactiveDecisions decisions, ServerCors cors) {
		this.decisions = decisions;
		this.cors = cors;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!this.cors.concerns(exchange)) {
			return chain.filter(exchange);
		}
		RequestDecision decision = this.decisions.get(exchange);
		if (!decision.isPathJudged()) {
			return chain.filter(exchange);
		}
		return Mono.defer(() -> this.cors.answers(exchange)).onErrorResume(RuntimeException.class, (ex) -> {
			decision.concludeFailed(ex);
			return Mono.just(false);
		}).flatMap((answered) -> answered ? Mono.empty() : chain.filter(exchange));
	}

}
