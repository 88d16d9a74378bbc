package io.microgate.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.microgate.engine.RequestDecision;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Has the token of a request verified, if its rule asks for one, and makes it the
 * principal of the rest. A request whose token is refused is answered here.
 */
final class TokenWebFilter implements WebFilter {

	private final ReactiveDecisions decisions;

	private final Converter<Jwt, Mono<AbstractAuthenticationToken>> converter;

	private final ServerRefusalHandler refusals;

	TokenWebFilter(ReactiveDecisions decisions, Converter<Jwt, Mono<AbstractAuthenticationToken>> converter,
			ServerRefusalHandler refusals) {
		this.decisions = decisions;
		this.converter = converter;
		this.refusals = refusals;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = this.decisions.get(exchange);
		String token = decision.extractToken();
		if (token == null) {
			return chain.filter(exchange);
		}
		Jwt remembered = decision.remembered(token);
		return ((remembered != null) ? principal(remembered) : verified(token, decision).flatMap(this::principal))
			.onErrorResume((ex) -> fail(ex, decision))
			.singleOptional()
			.flatMap((principal) -> principal.isPresent() ? goOn(exchange, chain, principal.get())
					: this.refusals.refuse(decision, exchange));
	}

	/**
	 * Signatures take their time, and an event loop has all its connections wait for it.
	 */
	private static Mono<Jwt> verified(String token, RequestDecision decision) {
		return guarded(() -> verify(token, decision)).subscribeOn(Schedulers.parallel());
	}

	/**
	 * A request that waits for keys goes on after their fetch, but not on that fetch's
	 * thread, which others wait for, too.
	 */
	private static Mono<Jwt> verify(String token, RequestDecision decision) {
		CompletableFuture<@Nullable Jwt> verification = decision.verify(token);
		return verification.isDone() ? Mono.justOrEmpty(verification.join())
				: Mono.fromFuture(verification, true).publishOn(Schedulers.parallel());
	}

	/** A converter that makes nothing of the token refuses it. */
	private Mono<AbstractAuthenticationToken> principal(Jwt jwt) {
		return guarded(() -> this.converter.convert(jwt))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The converter made no principal")));
	}

	/** Whatever is thrown before the principal is there refuses the request. */
	private static Mono<AbstractAuthenticationToken> fail(Throwable failure, RequestDecision decision) {
		decision.concludeFailed((failure.getCause() instanceof Error error) ? error : failure);
		return Mono.empty();
	}

	private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Authentication principal) {
		return guarded(() -> chain.filter(exchange))
			.contextWrite(ReactiveSecurityContextHolder.withAuthentication(principal));
	}

	/**
	 * Reactor throws what is fatal to the JVM instead of passing it on, often not before
	 * the subscription. The server would end the request on it, but the thread that has
	 * verified the token does not belong to the server, and the client would wait for
	 * ever.
	 */
	private static <T> Mono<T> guarded(Supplier<? extends Mono<T>> work) {
		Mono<T> deferred = Mono.defer(work);
		return Mono.fromDirect((subscriber) -> {
			try {
				deferred.subscribe(subscriber);
			}
			catch (VirtualMachineError | LinkageError ex) {
				subscriber.onError(new IllegalStateException("Broken by an error of the JVM", ex));
			}
		});
	}

}
