package io.microgate.test.mock;

import io.microgate.engine.RequestDecision;
import io.microgate.reactive.ReactiveDecisions;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Has the mocked user of a request without a token go through the policy.
 */
final class MockAuthenticationWebFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = ReactiveDecisions.find(exchange);
		Authentication user = MockedUserWebFilter.find(exchange);
		return (decision != null && user != null) ? goOn(exchange, chain, user, decision) : chain.filter(exchange);
	}

	private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Authentication user,
			RequestDecision decision) {
		Authentication assumed = MockAuthentication.assume(user, decision);
		return (assumed == user) ? chain.filter(exchange)
				: chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(assumed));
	}

}
