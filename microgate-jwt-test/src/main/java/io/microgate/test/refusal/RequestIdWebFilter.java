package io.microgate.test.refusal;

import io.microgate.reactive.ReactiveDecisions;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Takes the id off a request, before anything else sees it, and records the decision
 * before the client gets the response.
 */
final class RequestIdWebFilter implements WebFilter, Ordered {

	private final DecisionRecorder recorder;

	RequestIdWebFilter(DecisionRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String id = exchange.getRequest().getHeaders().getFirst(DecisionRecorder.HEADER);
		if (id == null) {
			return chain.filter(exchange);
		}
		exchange.getResponse()
			.beforeCommit(() -> Mono.fromRunnable(() -> this.recorder.record(id, ReactiveDecisions.find(exchange))));
		return chain.filter(exchange.mutate().request(new WithoutId(exchange.getRequest())).build());
	}

	/** As if the client had not sent the header field. */
	private static final class WithoutId extends ServerHttpRequestDecorator {

		private final HttpHeaders headers;

		WithoutId(ServerHttpRequest request) {
			super(request);
			HttpHeaders others = new HttpHeaders();
			request.getHeaders().forEach(others::put);
			others.remove(DecisionRecorder.HEADER);
			this.headers = HttpHeaders.readOnlyHttpHeaders(others);
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
