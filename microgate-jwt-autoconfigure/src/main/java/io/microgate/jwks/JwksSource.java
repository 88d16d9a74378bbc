package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Supplies the verification keys of one JWKS. Reading the keys at hand never blocks; what
 * has to be awaited is a future that is bounded in time and never fails. Such a future
 * completes on a thread that the source needs, so what depends on it must not block
 * there. It belongs to one caller, who may complete it with {@link WaitOutcome#GIVEN_UP}.
 */
public interface JwksSource extends AutoCloseable {

	/**
	 * Returns the name of the JWKS.
	 * @return the resource name
	 */
	String name();

	/**
	 * Returns the keys at hand: one immutable snapshot.
	 * @return the keys, or {@code null} when there is no usable key set, so that tokens
	 * cannot be judged
	 */
	@Nullable KeySet keys();

	/**
	 * Joins the first attempt to get keys while it is under way.
	 * @return completes when {@link #keys()} is worth another look, or must not be waited
	 * for
	 */
	CompletableFuture<WaitOutcome> awaitFirstAttempt();

	/**
	 * Asks for a key that the set at hand does not have. One fetch is shared by all who
	 * ask, and there is at most one per cooldown.
	 * @return completes when {@link #keys()} is worth another look, or must not be waited
	 * for
	 */
	CompletableFuture<WaitOutcome> fetchUnknownKey();

	/**
	 * Returns the time to the next attempt to get keys.
	 * @return whole seconds, 1 to 60
	 */
	Duration retryAfter();

	/**
	 * Returns the current state of this source.
	 * @return the state, for health and operations
	 */
	JwksState state();

	@Override
	void close();

	/**
	 * Outcome of waiting for keys.
	 */
	enum WaitOutcome {

		/**
		 * There was nothing to wait for. Keys may have come since they were last looked
		 * at.
		 */
		NOTHING,

		/** The fetch that was waited for has ended, successfully or not. */
		ENDED,

		/** It took too long, or too many requests are waiting already. */
		GIVEN_UP

	}

}
