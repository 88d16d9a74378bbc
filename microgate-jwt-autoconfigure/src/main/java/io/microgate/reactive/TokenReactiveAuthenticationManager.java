package io.microgate.reactive;

import java.util.concurrent.CompletableFuture;

import io.microgate.route.TokenAuthentication;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Verifies the token of a request and makes it the principal.
 */
final class TokenReactiveAuthenticationManager implements ReactiveAuthenticationManager {

	private final Converter<Jwt, Mono<AbstractAuthenticationToken>> converter;

	TokenReactiveAuthenticationManager(Converter<Jwt, Mono<AbstractAuthenticationToken>> converter) {
		this.converter = converter;
	}

	@Override
	public Mono<Authentication> authenticate(Authentication authentication) {
		TokenAuthentication token = (TokenAuthentication) authentication;
		return Mono.defer(() -> {
			Jwt remembered = token.remembered();
			return (remembered != null) ? convert(remembered, token) : verified(token);
		});
	}

	private Mono<Authentication> verified(TokenAuthentication token) {
		return Mono.defer(() -> verify(token))
			.subscribeOn(Schedulers.parallel())
			.switchIfEmpty(Mono.error(token::refusal))
			.flatMap((jwt) -> convert(jwt, token));
	}

	/**
	 * Signatures take their time, and an event loop has all its connections wait for it.
	 * A request that waits for keys goes on after their fetch, but not on that fetch's
	 * thread, which others wait for, too.
	 */
	private static Mono<Jwt> verify(TokenAuthentication token) {
		CompletableFuture<@Nullable Jwt> verification = token.verify();
		return verification.isDone() ? Mono.justOrEmpty(verification.join())
				: Mono.fromFuture(verification, true).publishOn(Schedulers.parallel());
	}

	private Mono<Authentication> convert(Jwt jwt, TokenAuthentication token) {
		return Mono.defer(() -> this.converter.convert(jwt))
			.onErrorMap(token::failure)
			.map(token::authenticated)
			.switchIfEmpty(Mono.error(() -> token.failure(new IllegalStateException())));
	}

}
