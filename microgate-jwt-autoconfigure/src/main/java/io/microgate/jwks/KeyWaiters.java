package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.JwksSource.WaitOutcome;

/**
 * Bounds the requests that wait for one JWKS in number and in time.
 */
final class KeyWaiters {

	static final int MAX_WAITERS = 32;

	private final Semaphore places = new Semaphore(MAX_WAITERS);

	private final long waitNanos;

	private final ScheduledExecutorService timer;

	/**
	 * Creates the bounds for a JWKS.
	 * @param maxDuration limit of a fetch, which also limits how long is waited for it
	 * @param maxWait how long is waited for any fetch
	 * @param timer ends the waiting
	 */
	KeyWaiters(Duration maxDuration, Duration maxWait, ScheduledExecutorService timer) {
		this.waitNanos = Math.min(maxDuration.toNanos(), maxWait.toNanos());
		this.timer = timer;
	}

	/**
	 * Waits for something to end.
	 * @param awaited never waited for longer than the limit
	 * @return completes on the thread that ends the waiting, never exceptionally
	 */
	CompletableFuture<WaitOutcome> join(CompletableFuture<?> awaited) {
		if (!this.places.tryAcquire()) {
			return CompletableFuture.completedFuture(WaitOutcome.GIVEN_UP);
		}
		CompletableFuture<WaitOutcome> waiter = new CompletableFuture<>();
		ScheduledFuture<?> limit = this.timer.schedule(() -> waiter.complete(WaitOutcome.GIVEN_UP), this.waitNanos,
				TimeUnit.NANOSECONDS);
		waiter.whenComplete((wait, failure) -> {
			limit.cancel(false);
			this.places.release();
		});
		awaited.whenComplete((result, failure) -> waiter.complete(WaitOutcome.ENDED));
		return waiter;
	}

}
