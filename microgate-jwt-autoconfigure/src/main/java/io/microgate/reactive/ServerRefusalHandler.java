package io.microgate.reactive;

import io.microgate.decision.DenyReason;
import io.microgate.decision.Refusal;
import io.microgate.decision.RefusalBodies;
import io.microgate.decision.RefusalBody;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import io.microgate.request.UnreadableRequest;
import org.jspecify.annotations.Nullable;
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
 * Renders a refusal: status, challenges, CORS headers and body. A request that Microgate
 * lets through and the application itself refuses (method security) is answered as the
 * resource server of Spring Security does, without a description.
 */
final class ServerRefusalHandler implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

	private final ServerCors cors;

	private final RefusalBodies bodies;

	ServerRefusalHandler(ServerCors cors, RefusalBodies bodies) {
		this.cors = cors;
		this.bodies = bodies;
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
		return (decision != null) ? refuse(decision.refusal(byApplication), decision.request(), exchange)
				: refuse(RequestDecision.refusalWithoutDecision(byApplication), UnreadableRequest.INSTANCE, exchange);
	}

	/** Renders the refusal that has been decided. */
	Mono<Void> refuse(RequestDecision decision, ServerWebExchange exchange) {
		return refuse(decision.refusal(DenyReason.ERROR_INTERNAL), decision.request(), exchange);
	}

	/** Has CORS headers for a script of an allowed origin. */
	private Mono<Void> refuse(Refusal refusal, RequestFacts request, ServerWebExchange exchange) {
		RefusalBody body = this.bodies.render(refusal, request);
		return ServerCors.concernsRefusal(exchange)
				? this.cors.writeHeaders(exchange).then(Mono.defer(() -> render(refusal, body, exchange.getResponse())))
				: render(refusal, body, exchange.getResponse());
	}

	/** Renders a refusal, without CORS headers. */
	static Mono<Void> render(RequestDecision decision, RefusalBodies bodies, ServerHttpResponse response) {
		Refusal refusal = decision.refusal(DenyReason.ERROR_INTERNAL);
		return render(refusal, bodies.render(refusal, decision.request()), response);
	}

	private static Mono<Void> render(Refusal refusal, @Nullable RefusalBody body, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(refusal.status()));
		for (String challenge : refusal.challenges()) {
			response.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, challenge);
		}
		if (refusal.retryAfter() != null) {
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter().toSeconds()));
		}
		if (body == null) {
			return response.setComplete();
		}
		response.getHeaders().setContentType(body.contentType());
		response.getHeaders().setContentLength(body.content().length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body.content())));
	}

}
