package io.microgate.reactive;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Goes through filters in order, each of them when the one before subscribes to the rest.
 * Spring's own chain also sets a checkpoint at each filter, which costs more than what
 * these filters do.
 */
final class CompositeWebFilter implements WebFilter {

	private final WebFilter[] filters;

	CompositeWebFilter(List<WebFilter> filters) {
		this.filters = filters.toArray(WebFilter[]::new);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return filter(0, exchange, chain);
	}

	private Mono<Void> filter(int position, ServerWebExchange exchange, WebFilterChain chain) {
		if (position == this.filters.length) {
			return chain.filter(exchange);
		}
		return this.filters[position].filter(exchange, (next) -> Mono.defer(() -> filter(position + 1, next, chain)));
	}

}
