package io.microgate.jwt;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.microgate.decision.DenyReason;

/**
 * Verifies a token that has been read, on the thread that its caller chooses.
 */
public final class TokenVerification {

	private final BooleanSupplier quick;

	private final Supplier<CompletableFuture<Verification>> work;

	private TokenVerification(BooleanSupplier quick, Supplier<CompletableFuture<Verification>> work) {
		this.quick = quick;
		this.work = work;
	}

	static TokenVerification of(BooleanSupplier quick, Supplier<CompletableFuture<Verification>> work) {
		return new TokenVerification(quick, work);
	}

	static TokenVerification slow(Supplier<CompletableFuture<Verification>> work) {
		return new TokenVerification(() -> false, work);
	}

	static TokenVerification refused(DenyReason reason) {
		return new TokenVerification(() -> true, () -> CompletableFuture.completedFuture(Verification.refused(reason)));
	}

	/**
	 * Whether the rest takes no longer than to hand it over to another thread.
	 * @return {@code false} also if that is not known
	 */
	public boolean isQuick() {
		return this.quick.getAsBoolean();
	}

	/**
	 * Verifies the token, once.
	 * @return the outcome, as of {@link TokenVerifier#verify}
	 */
	public CompletableFuture<Verification> verify() {
		return this.work.get();
	}

}
