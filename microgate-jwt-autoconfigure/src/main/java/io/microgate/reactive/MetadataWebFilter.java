package io.microgate.reactive;

import java.nio.charset.StandardCharsets;

import io.microgate.engine.RequestDecision;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers requests for the metadata of protected resources. Comes before the CORS
 * configuration of the application: scripts of every origin may read what is public.
 */
final class MetadataWebFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = ReactiveDecisions.find(exchange);
		String document = (decision != null) ? decision.metadata() : null;
		return (document != null) ? write(document, exchange) : chain.filter(exchange);
	}

	private static Mono<Void> write(String document, ServerWebExchange exchange) {
		byte[] content = document.getBytes(StandardCharsets.US_ASCII);
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(content.length);
		return exchange.getRequest().getMethod().equals(HttpMethod.GET)
				? response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(content)))
				: response.setComplete();
	}

}
