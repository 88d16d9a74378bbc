package io.microgate.reactive;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Renders a refusal as its reason says: status and challenge, no body. A request that
 * Microgate lets through and the application itself refuses (method security) is answered
 * as the resource server of Spring Security does, without a description.
 */
final class ServerRefusalHandler implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

	private final ServerCors cors;

	ServerRefusalHandler(ServerCors cors) {
		this.cors = cors;
	}

	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException exception) {
		return refuse(exchange, DenyReason.TOKEN_MISSING, exception);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException exception) {
		return refuse(exchange, DenyReason.CLAIMS_REQUIRE_ALL, exception);
	}

	private Mono<Void> refuse(ServerWebExchange exchange, DenyReason byApplication, RuntimeException exception) {
		if (exchange.getResponse().isCommitted()) {
			return Mono.error(exception);
		}
		RequestDecision decision = ReactiveDecisions.find(exchange);
		if (decision == null || decision.isAllowed()) {
			return refuse(Decision.deny(byApplication), exchange);
		}
		return refuse(decision.conclude(), exchange);
	}

	/** Renders a decision, with CORS headers for a script of an allowed origin. */
	Mono<Void> refuse(Decision decision, ServerWebExchange exchange) {
		return ServerCors.concernsRefusal(exchange)
				? this.cors.writeHeaders(exchange).then(Mono.defer(() -> render(decision, exchange)))
				: render(decision, exchange);
	}

	/** Renders a decision, as a refusal in any case and without CORS headers. */
	static Mono<Void> render(Decision decision, ServerWebExchange exchange) {
		DenyReason reason = (decision.reason() != null) ? decision.reason() : DenyReason.ERROR_INTERNAL;
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(reason.status()));
		if (reason.challenge() != null) {
			response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, reason.challenge());
		}
		if (decision.retryAfter() != null) {
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(decision.retryAfter().toSeconds()));
		}
		return response.setComplete();
	}

}
