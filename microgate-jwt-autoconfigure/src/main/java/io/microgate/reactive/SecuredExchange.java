package io.microgate.reactive;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.SecurityContextServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

/**
 * The exchange behind the decision. Its principal is that of Reactor's context at the
 * time it is asked for. The firewall of Spring Security wraps request and header fields
 * anew each time they are asked for; these here are asked for once.
 */
final class SecuredExchange extends SecurityContextServerWebExchange {

	private static final Mono<SecurityContext> CONTEXT = ReactiveSecurityContextHolder.getContext();

	private final ServerHttpRequest request;

	SecuredExchange(ServerWebExchange exchange) {
		super(exchange, CONTEXT);
		this.request = new SecuredRequest(exchange.getRequest());
	}

	@Override
	public ServerHttpRequest getRequest() {
		return this.request;
	}

	private static final class SecuredRequest extends ServerHttpRequestDecorator {

		private @Nullable HttpHeaders headers;

		SecuredRequest(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public HttpHeaders getHeaders() {
			if (this.headers == null) {
				this.headers = super.getHeaders();
			}
			return this.headers;
		}

		/** The firewall guards what its own builder makes. */
		@Override
		public Builder mutate() {
			return getDelegate().mutate();
		}

	}

}
