package io.microgate.jwks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Schedules fetches: ahead of expiry after a success, with exponential backoff after
 * failures; and whether a fetch for an unknown key is allowed. All but
 * {@link #retryAfter()} is called under the lock of the key source.
 */
final class FetchSchedule {

	private static final Duration MAX_BACKOFF = Duration.ofSeconds(60);

	private static final int MAX_DOUBLINGS = 6;

	private static final double JITTER = 0.2;

	private final KeyLifetimes lifetimes;

	private final Duration firstBackoff;

	private final Clock clock;

	private final ScheduledExecutorService timer;

	private volatile Instant nextAttempt;

	private @Nullable ScheduledFuture<?> next;

	private @Nullable Instant lastUnknownKeyFetch;

	private int failures;

	FetchSchedule(KeyLifetimes lifetimes, Duration firstBackoff, Clock clock, ScheduledExecutorService timer) {
		this.lifetimes = lifetimes;
		this.firstBackoff = firstBackoff;
		this.clock = clock;
		this.timer = timer;
		this.nextAttempt = clock.instant();
	}

	/**
	 * Schedules the next fetch.
	 * @param succeeded how the last scheduled one ended
	 * @param fetch what to run then
	 */
	void next(boolean succeeded, Runnable fetch) {
		this.failures = succeeded ? 0 : this.failures + 1;
		Duration delay = succeeded ? this.lifetimes.refreshAfter() : backoff();
		this.nextAttempt = this.clock.instant().plus(delay);
		this.next = this.timer.schedule(fetch, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Doubles with every failure. Jitter only shortens, so that the cap does not bring
	 * instances back into step.
	 */
	private Duration backoff() {
		long doubled = this.firstBackoff.toMillis() << Math.min(this.failures - 1, MAX_DOUBLINGS);
		double factor = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
		return Duration.ofMillis((long) (Math.min(doubled, MAX_BACKOFF.toMillis()) * factor));
	}

	/**
	 * Returns whether the cooldown is over. It counts from the start of a fetch: what was
	 * published later than that may be missing from the answer.
	 */
	boolean allowsUnknownKeyFetch() {
		if (this.lastUnknownKeyFetch == null) {
			return true;
		}
		Duration since = Duration.between(this.lastUnknownKeyFetch, this.clock.instant());
		// A clock that was set back must not extend the cooldown
		return since.isNegative() || since.compareTo(this.lifetimes.unknownKeyCooldown()) >= 0;
	}

	void unknownKeyFetchStarts() {
		this.lastUnknownKeyFetch = this.clock.instant();
	}

	/**
	 * Returns the time to the next scheduled attempt.
	 * @return whole seconds, rounded up, 1 to 60
	 */
	Duration retryAfter() {
		long millis = Duration.between(this.clock.instant(), this.nextAttempt).toMillis();
		long seconds = Math.floorDiv(millis + 999, 1000L);
		return Duration.ofSeconds(Math.max(1, Math.min(seconds, 60)));
	}

	void close() {
		if (this.next != null) {
			this.next.cancel(false);
		}
	}

}
