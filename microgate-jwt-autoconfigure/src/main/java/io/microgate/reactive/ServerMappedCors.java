package io.microgate.reactive;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Finds what the CORS configuration of the handler says that a request is for.
 */
@FunctionalInterface
public interface ServerMappedCors {

	/**
	 * Without handlers that have any.
	 */
	ServerMappedCors NONE = (exchange) -> Mono.empty();

	/**
	 * Applies the configuration to a request that may not have been decided yet.
	 * @param exchange the exchange, which stays as it is
	 * @return what the configuration answers, empty when nothing is configured
	 */
	Mono<CorsAnswer> find(ServerWebExchange exchange);

}
