package io.microgate.test.mock;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Finds the mocked user of a request before a filter of the application can put another
 * one in its place. Finds none for requests that come from a server:
 * {@code @WithMockUser} also reaches those, as it is in the Reactor context of everything
 * that runs during the test.
 */
final class MockedUserWebFilter implements WebFilter, Ordered {

	private static final String USER = MockedUserWebFilter.class.getName();

	static @Nullable Authentication find(ServerWebExchange exchange) {
		return exchange.getAttribute(USER);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!isMock(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		return ReactiveSecurityContextHolder.getContext()
			.flatMap((context) -> Mono.justOrEmpty(context.getAuthentication()))
			.filter(MockAuthentication::isUser)
			.doOnNext((user) -> exchange.getAttributes().put(USER, user))
			.then(Mono.defer(() -> chain.filter(exchange)));
	}

	/** A mocked request has no native one, and one of the application says nothing. */
	private static boolean isMock(ServerHttpRequest request) {
		try {
			ServerHttpRequestDecorator.getNativeRequest(request);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
