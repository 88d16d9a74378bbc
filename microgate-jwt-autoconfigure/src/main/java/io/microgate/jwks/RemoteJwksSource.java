package io.microgate.jwks;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.microgate.jwks.JwksListener.UnknownKey;
import org.jspecify.annotations.Nullable;

/**
 * Fetches keys from a URI in the background. One fetch is under way at a time:
 * <ul>
 * <li>A scheduled fetch that comes due while one for an unknown key is under way takes
 * that one as its own, so it is not delayed. Where it also reads metadata, which that one
 * does not, it follows at once.</li>
 * <li>A key that is asked for while a scheduled fetch is under way may be missing from
 * its answer, and so may one that is asked for a cooldown after the start of a slow fetch
 * for another key. So another fetch follows at once, and that one is waited for.</li>
 * <li>A fetch for an unknown key alone never moves the next scheduled one.</li>
 * </ul>
 */
final class RemoteJwksSource implements JwksSource {

	private static final Runnable NO_FETCH = () -> {
	};

	private final FetchedKeys keys;

	private final JwksFetcher fetcher;

	private final FetchSchedule schedule;

	private final KeyWaiters waiters;

	private final JwksListener listener;

	private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();

	/**
	 * Guards all below. Never held during I/O, never taken to read keys.
	 */
	private final Object lock = new Object();

	private boolean underWay;

	private boolean scheduledIsDue;

	/** Whether the fetch under way began as the scheduled one. */
	private boolean underWayAsScheduled;

	/** Ends with the fetch for the unknown keys that were asked for last. */
	private @Nullable CompletableFuture<Void> unknownKeyFetch;

	/** Ends with the fetch under way, if that one is for unknown keys. */
	private @Nullable CompletableFuture<Void> underWayForUnknownKey;

	private volatile boolean closed;

	RemoteJwksSource(FetchedKeys keys, JwksFetcher fetcher, FetchSchedule schedule, KeyWaiters waiters,
			JwksListener listener) {
		this.keys = keys;
		this.fetcher = fetcher;
		this.schedule = schedule;
		this.waiters = waiters;
		this.listener = listener;
	}

	@Override
	public String name() {
		return this.keys.name();
	}

	@Override
	public @Nullable KeySet keys() {
		return this.keys.current();
	}

	@Override
	public JwksState state() {
		return this.keys.state(this.fetcher.failure());
	}

	@Override
	public Duration retryAfter() {
		return this.schedule.retryAfter();
	}

	@Override
	public CompletableFuture<WaitOutcome> awaitFirstAttempt() {
		return join(this.firstAttempt.isDone() ? null : this.firstAttempt);
	}

	@Override
	public CompletableFuture<WaitOutcome> fetchUnknownKey() {
		UnknownKey outcome;
		CompletableFuture<Void> awaited;
		Runnable fetch = NO_FETCH;
		synchronized (this.lock) {
			outcome = outcomeOfUnknownKey();
			if (outcome == UnknownKey.FETCHED) {
				this.unknownKeyFetch = new CompletableFuture<>();
				fetch = nextFetch();
			}
			awaited = this.unknownKeyFetch;
		}
		fetch.run();
		this.listener.unknownKey(name(), outcome);
		return join(awaited);
	}

	private UnknownKey outcomeOfUnknownKey() {
		boolean noneToBegin = this.unknownKeyFetch == this.underWayForUnknownKey;
		if (noneToBegin && !this.closed && this.schedule.allowsUnknownKeyFetch()) {
			return UnknownKey.FETCHED;
		}
		return (this.unknownKeyFetch != null) ? UnknownKey.JOINED : UnknownKey.SUPPRESSED;
	}

	private CompletableFuture<WaitOutcome> join(@Nullable CompletableFuture<Void> awaited) {
		return (awaited != null) ? this.waiters.join(awaited) : CompletableFuture.completedFuture(WaitOutcome.NOTHING);
	}

	/**
	 * Starts the scheduled fetch: the first one, and with it all later ones.
	 */
	void fetchScheduled() {
		Runnable fetch;
		synchronized (this.lock) {
			this.scheduledIsDue = true;
			fetch = nextFetch();
		}
		fetch.run();
	}

	/**
	 * Decides whether a fetch begins now. Called under the lock.
	 * @return begins it. To be run without the lock: listeners are told when the fetch
	 * ends, which may be at once
	 */
	private Runnable nextFetch() {
		if (this.underWay || this.closed) {
			return NO_FETCH;
		}
		this.underWay = true;
		boolean scheduled = this.scheduledIsDue;
		this.underWayAsScheduled = scheduled;
		CompletableFuture<Void> answers = this.unknownKeyFetch;
		this.underWayForUnknownKey = answers;
		if (answers != null) {
			this.schedule.unknownKeyFetchStarts();
		}
		return () -> begin(answers, scheduled);
	}

	private void begin(@Nullable CompletableFuture<Void> answers, boolean scheduled) {
		long start = System.nanoTime();
		this.fetcher.fetch(scheduled).whenComplete((fetched, failure) -> {
			try {
				notifyFetched(Duration.ofNanos(System.nanoTime() - start), fetched != null);
			}
			finally {
				end(answers, fetched, failure);
			}
		});
	}

	private void notifyFetched(Duration duration, boolean succeeded) {
		if (!this.closed) {
			this.listener.fetched(name(), duration, succeeded);
		}
	}

	private void end(@Nullable CompletableFuture<Void> answers, @Nullable ParsedKeySet fetched,
			@Nullable Throwable failure) {
		if (this.closed) {
			return;
		}
		try {
			report(fetched, failure);
		}
		finally {
			settle(answers, fetched != null).run();
			this.firstAttempt.complete(null);
			if (answers != null) {
				answers.complete(null);
			}
		}
	}

	private void report(@Nullable ParsedKeySet fetched, @Nullable Throwable failure) {
		if (fetched != null) {
			this.keys.succeeded(fetched);
			return;
		}
		this.keys.failed(FetchFailure.describe(Objects.requireNonNull(failure)));
	}

	private Runnable settle(@Nullable CompletableFuture<Void> answers, boolean succeeded) {
		synchronized (this.lock) {
			this.underWay = false;
			boolean isScheduled = this.underWayAsScheduled || !this.fetcher.hasMetadata();
			if (this.scheduledIsDue && isScheduled && !this.closed) {
				this.scheduledIsDue = false;
				this.schedule.next(succeeded, this::fetchScheduled);
			}
			if (this.unknownKeyFetch == answers) {
				this.unknownKeyFetch = null;
				this.underWayForUnknownKey = null;
				return this.scheduledIsDue ? nextFetch() : NO_FETCH;
			}
			return nextFetch();
		}
	}

	@Override
	public void close() {
		CompletableFuture<Void> asked;
		CompletableFuture<Void> answered;
		synchronized (this.lock) {
			this.closed = true;
			this.schedule.close();
			asked = this.unknownKeyFetch;
			answered = this.underWayForUnknownKey;
			this.unknownKeyFetch = null;
			this.underWayForUnknownKey = null;
		}
		this.fetcher.close();
		Stream.of(this.firstAttempt, asked, answered).filter(Objects::nonNull).forEach((end) -> end.complete(null));
	}

}
