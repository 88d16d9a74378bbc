package io.microgate.reactive;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Takes the requests that the routes decide about.
 */
final class RoutesWebFilterChain implements SecurityWebFilterChain {

	private final ReactiveDecisions decisions;

	private final WebFilter filter;

	RoutesWebFilterChain(ReactiveDecisions decisions, WebFilter filter) {
		this.decisions = decisions;
		this.filter = filter;
	}

	@Override
	public Mono<Boolean> matches(ServerWebExchange exchange) {
		return Mono.deferContextual((context) -> {
			HiddenFields.keep(exchange, context);
			return Mono.just(this.decisions.isForRoutes(exchange));
		});
	}

	@Override
	public Flux<WebFilter> getWebFilters() {
		return Flux.just(this.filter);
	}

}
