package io.microgate.jwks;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Reads keys from a mounted secret, which is polled: file systems that secrets are
 * mounted on do not notify of changes reliably. A file that is not usable leaves the last
 * good keys in place. As long as there never was a usable one no token is good, which is
 * different from keys that cannot be had at the moment: so the set is empty then, never
 * absent.
 */
final class LocalJwksSource implements JwksSource {

	private static final Duration NO_RETRY = Duration.ofSeconds(60);

	private final String name;

	private final LocalKeySetFile file;

	private final Duration interval;

	private final Clock clock;

	private final ScheduledExecutorService timer;

	private final Executor blocking;

	private final JwksListener listener;

	private final KeySourceLog log;

	/** Written by one thread at a time: the next reading is scheduled after the last. */
	private volatile KeySourceFacts facts = KeySourceFacts.NOTHING;

	private @Nullable ScheduledFuture<?> next;

	private boolean closed;

	/**
	 * Creates a source. Nothing is read before {@link #start()}.
	 * @param name name of the JWKS
	 * @param file the file
	 * @param interval how often the file is read
	 * @param clock the time by which keys age
	 * @param timer tells when the file is read again
	 * @param blocking reads it, and is blocked if a file system hangs
	 * @param listener is notified of changes
	 */
	LocalJwksSource(String name, LocalKeySetFile file, Duration interval, Clock clock, ScheduledExecutorService timer,
			Executor blocking, JwksListener listener) {
		this.name = name;
		this.file = file;
		this.interval = interval;
		this.clock = clock;
		this.timer = timer;
		this.blocking = blocking;
		this.listener = listener;
		this.log = new KeySourceLog(name);
	}

	/**
	 * Reads the file, and from then on polls it.
	 */
	void start() {
		try {
			read();
		}
		finally {
			scheduleNext();
		}
	}

	private synchronized void scheduleNext() {
		if (this.file.mayChange() && !this.closed) {
			this.next = this.timer.schedule(() -> this.blocking.execute(this::start), this.interval.toNanos(),
					TimeUnit.NANOSECONDS);
		}
	}

	private void read() {
		KeySourceFacts before = this.facts;
		KeySourceFacts after = read(before);
		this.facts = after;
		this.log.read(before, after);
		JwksKeysChangedEvent change = JwksKeysChangedEvent.between(this.name, before.keySet(), after.keySet());
		if (change != null) {
			this.listener.keysChanged(change);
		}
	}

	private KeySourceFacts read(KeySourceFacts before) {
		try {
			return before.succeeded(this.file.read(), this.clock.instant());
		}
		catch (IOException | InvalidKeySetException | RuntimeException ex) {
			return before.failed(this.file.describe(ex), this.clock.instant());
		}
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public KeySet keys() {
		ParsedKeySet keySet = this.facts.keySet();
		return (keySet != null) ? keySet.keys() : KeySet.EMPTY;
	}

	@Override
	public CompletableFuture<WaitOutcome> awaitFirstAttempt() {
		return CompletableFuture.completedFuture(WaitOutcome.NOTHING);
	}

	@Override
	public CompletableFuture<WaitOutcome> fetchUnknownKey() {
		return CompletableFuture.completedFuture(WaitOutcome.NOTHING);
	}

	@Override
	public Duration retryAfter() {
		return NO_RETRY;
	}

	@Override
	public JwksState state() {
		KeySourceFacts current = this.facts;
		return current.state("local", this.clock.instant(), current.keySet() != null, false);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.next != null) {
			this.next.cancel(false);
		}
	}

}
