package io.microgate.reactive;

import io.microgate.route.RequestDecision;
import io.microgate.route.TokenAuthentication;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Has the token of a request verified, if its rule asks for one, and makes it the
 * principal of the rest. One that is refused ends here.
 */
final class TokenWebFilter implements WebFilter {

	private final ReactiveDecisions decisions;

	private final TokenReactiveAuthenticationManager manager;

	TokenWebFilter(ReactiveDecisions decisions, TokenReactiveAuthenticationManager manager) {
		this.decisions = decisions;
		this.manager = manager;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = this.decisions.get(exchange);
		String token = decision.extractToken();
		if (token == null) {
			return chain.filter(exchange);
		}
		return this.manager.authenticate(new TokenAuthentication(token, decision))
			.flatMap((authentication) -> goOn(exchange, chain, authentication))
			.onErrorResume(AuthenticationException.class, (ex) -> ServerRefusalHandler.refuse(exchange, ex));
	}

	/**
	 * Reactor throws what is fatal to the JVM instead of passing it on. The server would
	 * end the request on it, but the thread that has verified the token is none of the
	 * server's, and the client would wait for ever.
	 */
	private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Authentication authentication) {
		return Mono.<Void>fromDirect((subscriber) -> {
			try {
				chain.filter(exchange).subscribe(subscriber);
			}
			catch (VirtualMachineError | LinkageError ex) {
				subscriber.onError(new IllegalStateException("The application failed", ex));
			}
		}).contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication));
	}

}
