package io.microgate.reactive;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Goes through filters in order, each of them called by the one before it. Spring's own
 * chain also defers each filter and sets a checkpoint at it, which costs more than what
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
		return (position == this.filters.length) ? chain.filter(exchange)
				: this.filters[position].filter(exchange, (next) -> filter(position + 1, next, chain));
	}

	/** The name of the checkpoint that Spring sets for each request. */
	@Override
	public String toString() {
		return CompositeWebFilter.class.getName();
	}

}
