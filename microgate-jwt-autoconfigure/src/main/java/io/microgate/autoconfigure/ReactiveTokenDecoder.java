package io.microgate.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.microgate.runtime.TokenDecoding;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Verifies a token without blocking. Signatures are checked off the event loop, and what
 * waited for keys goes on off the thread that has fetched them.
 */
final class ReactiveTokenDecoder implements ReactiveJwtDecoder {

	private final TokenDecoding decoding;

	ReactiveTokenDecoder(TokenDecoding decoding) {
		this.decoding = decoding;
	}

	@Override
	public Mono<Jwt> decode(String token) {
		return Mono.defer(() -> {
			Jwt remembered = this.decoding.remembered(token);
			return (remembered != null) ? Mono.just(remembered) : verify(token);
		});
	}

	private Mono<Jwt> verify(String token) {
		Scheduler scheduler = Schedulers.parallel();
		return Mono
			.fromFuture(CompletableFuture.supplyAsync(() -> this.decoding.verify(token), scheduler::schedule)
				.thenCompose(Function.identity()), true)
			.publishOn(scheduler);
	}

}
