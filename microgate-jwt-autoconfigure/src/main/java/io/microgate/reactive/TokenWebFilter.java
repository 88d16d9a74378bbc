package io.microgate.reactive;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;
import reactor.core.Fuseable;
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

	private final LongSupplier nanoTime;

	private final ThreadLocal<VerificationTime> verificationTime;

	/**
	 * Creates the filter.
	 * @param decisions the decisions about requests
	 * @param converter makes the principal of a verified token
	 * @param refusals answers a request whose token is refused
	 * @param nanoTime the time as {@link System#nanoTime} tells it
	 */
	TokenWebFilter(ReactiveDecisions decisions, Converter<Jwt, Mono<AbstractAuthenticationToken>> converter,
			ServerRefusalHandler refusals, LongSupplier nanoTime) {
		this.decisions = decisions;
		this.converter = converter;
		this.refusals = refusals;
		this.nanoTime = nanoTime;
		this.verificationTime = ThreadLocal.withInitial(() -> new VerificationTime(nanoTime.getAsLong()));
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		RequestDecision decision = this.decisions.get(exchange);
		SentToken token = decision.extractToken();
		if (token == null) {
			return chain.filter(exchange);
		}
		Jwt remembered = decision.remembered(token);
		if (remembered != null) {
			return authenticate(remembered, decision, exchange, chain);
		}
		CompletableFuture<@Nullable Jwt> verification = verifyHere(token, decision);
		if (verification != null && verification.isDone()) {
			Jwt verified = verification.join();
			return (verified != null) ? authenticate(verified, decision, exchange, chain)
					: this.refusals.refuse(decision, exchange);
		}
		return ((verification != null) ? await(verification) : verifyElsewhere(token, decision))
			.onErrorResume((ex) -> fail(ex, decision))
			.singleOptional()
			.flatMap((verified) -> verified.isPresent() ? authenticate(verified.get(), decision, exchange, chain)
					: this.refusals.refuse(decision, exchange));
	}

	/**
	 * Verifies a token on the calling thread, mostly an event loop, if that takes no
	 * longer than to hand it over and the thread has not spent its share on tokens.
	 * @return {@code null} if it has to be verified elsewhere
	 */
	private @Nullable CompletableFuture<@Nullable Jwt> verifyHere(SentToken token, RequestDecision decision) {
		VerificationTime time = this.verificationTime.get();
		long start = this.nanoTime.getAsLong();
		if (!time.isLeft(start)) {
			return null;
		}
		CompletableFuture<@Nullable Jwt> verification = decision.isQuickToVerify(token) ? decision.verify(token) : null;
		time.spend(this.nanoTime.getAsLong() - start);
		return verification;
	}

	/**
	 * Other signatures take their time, and an event loop has all its connections wait
	 * for it.
	 */
	private static Mono<Jwt> verifyElsewhere(SentToken token, RequestDecision decision) {
		return guarded(() -> await(decision.verify(token))).subscribeOn(Schedulers.parallel());
	}

	/**
	 * A request that waits for keys goes on after their fetch, but not on that fetch's
	 * thread, which others wait for, too.
	 */
	private static Mono<Jwt> await(CompletableFuture<@Nullable Jwt> verification) {
		return verification.isDone() ? Mono.justOrEmpty(verification.join())
				: Mono.fromFuture(verification, true).publishOn(Schedulers.parallel());
	}

	/**
	 * Most converters have the principal at hand, so there is nothing to subscribe to.
	 */
	private Mono<Void> authenticate(Jwt jwt, RequestDecision decision, ServerWebExchange exchange,
			WebFilterChain chain) {
		Mono<AbstractAuthenticationToken> principal;
		Object known = null;
		try {
			principal = Objects.requireNonNull(this.converter.convert(jwt), "The converter returned null");
			known = (principal instanceof Fuseable.ScalarCallable<?> scalar) ? scalar.call() : null;
		}
		catch (Throwable ex) {
			principal = Mono.error(ex);
		}
		if (known instanceof Authentication authentication) {
			return goOn(exchange, chain, authentication);
		}
		Mono<AbstractAuthenticationToken> pending = principal;
		return guarded(() -> pending)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The converter made no principal")))
			.onErrorResume((ex) -> fail(ex, decision))
			.singleOptional()
			.flatMap((made) -> made.isPresent() ? goOn(exchange, chain, made.get())
					: this.refusals.refuse(decision, exchange));
	}

	/** Whatever is thrown before the principal is there refuses the request. */
	private static <T> Mono<T> fail(Throwable failure, RequestDecision decision) {
		decision.concludeFailed((failure.getCause() instanceof Error error) ? error : failure);
		return Mono.empty();
	}

	private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Authentication principal) {
		return guarded(() -> chain.filter(exchange))
			.contextWrite(ReactiveSecurityContextHolder.withAuthentication(principal));
	}

	private static <T> Mono<T> guarded(Supplier<? extends Mono<T>> work) {
		return new JvmErrorMono<>(Mono.defer(work));
	}

}
