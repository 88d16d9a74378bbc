package io.microgate.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.microgate.configuration.CandidateReader;
import io.microgate.configuration.CandidateSpec;
import io.microgate.decision.Decision;
import io.microgate.decision.FailureLog;
import io.microgate.engine.DecisionComparison;
import io.microgate.request.RequestCopy;
import io.microgate.request.RequestFacts;
import io.microgate.route.OpenPaths;
import io.microgate.timer.DaemonTimer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Compares what was decided about requests with what candidates say: configurations that
 * are compiled beside the one in force and never change a response. A request is copied
 * when it has been decided, and judged later by a thread of its own. What that thread
 * cannot keep up with is dropped and counted.
 */
public final class Candidates implements DecisionComparison, SmartInitializingSingleton, AutoCloseable {

	/** Characters of the requests that wait to be judged. */
	private static final int CAPACITY = 8 * 1024 * 1024;

	/**
	 * After which requests that wait are looked for. No request has to wake the thread.
	 */
	private static final Duration PAUSE = Duration.ofMillis(10);

	private static final int MAX_AT_ONCE = 10_000;

	private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

	private final RunningConfiguration running;

	private final ConfigurationCompiler compiler;

	private final ReloadTimings timings;

	private final Semaphore capacity;

	private final List<CandidateDecisions> candidates;

	private final List<CandidateListener> listeners;

	private final FailureLog failures;

	private final CandidateLog log = new CandidateLog();

	private final LongAdder dropped = new LongAdder();

	/** Without a lock, which an event loop might wait for. */
	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final DaemonTimer thread = new DaemonTimer("microgate-candidate");

	private volatile boolean closed;

	private volatile @Nullable Runnable observation;

	/**
	 * Creates the candidates of the running configuration, which decide nothing before
	 * all beans are created.
	 * @param running the configuration in force, which says where they are
	 * @param reader reads them
	 * @param compiler compiles them and nothing else; is closed together with this
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners are notified of differences
	 */
	public Candidates(RunningConfiguration running, CandidateReader reader, ConfigurationCompiler compiler,
			OpenPaths openPaths, OpenPaths managementOpenPaths, List<CandidateListener> listeners) {
		this(running, reader, compiler, openPaths, managementOpenPaths, listeners, ReloadTimings.DEFAULTS, CAPACITY);
	}

	Candidates(RunningConfiguration running, CandidateReader reader, ConfigurationCompiler compiler,
			OpenPaths openPaths, OpenPaths managementOpenPaths, List<CandidateListener> listeners,
			ReloadTimings timings, int capacity) {
		this.running = running;
		this.compiler = compiler;
		this.timings = timings;
		this.capacity = new Semaphore(capacity);
		this.listeners = List.copyOf(listeners);
		this.failures = new FailureLog(compiler.clock(), "In a candidate, without effect on the response: ");
		this.candidates = locations(running).stream()
			.map((location) -> new Candidate(location, reader, compiler))
			.map((candidate) -> new CandidateDecisions(candidate, this.thread, openPaths, managementOpenPaths,
					this.failures))
			.toList();
	}

	private static List<String> locations(RunningConfiguration running) {
		CandidateSpec spec = running.current().configuration().properties().candidate();
		return (spec != null) ? Objects.requireNonNullElse(spec.locations(), List.of()) : List.of();
	}

	/** Reads the candidates, by their own thread, and follows them from then on. */
	@Override
	public void afterSingletonsInstantiated() {
		this.observation = this.running.observe((inForce) -> change((candidate) -> candidate.follow(inForce)));
		long interval = this.timings.interval().toNanos();
		this.thread.scheduleWithFixedDelay(this::compareWaiting, PAUSE.toNanos(), PAUSE.toNanos(),
				TimeUnit.NANOSECONDS);
		this.thread.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.NANOSECONDS);
		this.thread.scheduleWithFixedDelay(this.log::logCounts, LOG_INTERVAL.toNanos(), LOG_INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private void change(Consumer<Candidate> change) {
		this.thread.execute(() -> apply(change));
	}

	/** Never fails, because nothing would be followed any more. */
	private void poll() {
		apply(Candidate::poll);
	}

	private void apply(Consumer<Candidate> change) {
		for (CandidateDecisions decisions : this.candidates) {
			CompiledConfiguration earlier = decisions.candidate().current();
			decisions.candidate().guarded(change);
			if (decisions.candidate().current() != earlier) {
				this.log.forget();
			}
		}
	}

	/**
	 * Returns what has become of the candidates.
	 * @return their states in the order of the configuration
	 */
	public List<CandidateState> states() {
		return this.candidates.stream().map(CandidateDecisions::state).toList();
	}

	/**
	 * Returns how many requests were not compared, because too many were waiting for it.
	 * @return the number since the start
	 */
	public long dropped() {
		return this.dropped.sum();
	}

	@Override
	public void compare(RequestFacts request, boolean onManagementPort, Decision decision) {
		if (this.closed || !isAnyCompared()) {
			return;
		}
		RequestCopy copy = RequestCopy.of(request);
		int size = copy.size();
		if (!this.capacity.tryAcquire(size)) {
			this.dropped.increment();
			this.listeners.forEach(CandidateListener::dropped);
			return;
		}
		// without the verified token
		Decision enforced = new Decision(decision.reason(), null, decision.route(), decision.entry(), decision.jwks(),
				null);
		this.waiting.add(() -> compareAll(copy, onManagementPort, enforced).whenComplete((done, failure) -> {
			this.capacity.release(size);
			if (failure != null) {
				this.failures.log("A request could not be compared", failure);
			}
		}));
	}

	private boolean isAnyCompared() {
		for (CandidateDecisions decisions : this.candidates) {
			if (decisions.candidate().current() != null) {
				return true;
			}
		}
		return false;
	}

	/** Not without an end, because the thread has other tasks. */
	private void compareWaiting() {
		for (int i = 0; i < MAX_AT_ONCE && !this.closed; i++) {
			Runnable comparison = this.waiting.poll();
			if (comparison == null) {
				return;
			}
			comparison.run();
		}
	}

	private CompletableFuture<?> compareAll(RequestCopy request, boolean onManagementPort, Decision enforced) {
		try {
			return CompletableFuture.allOf(this.candidates.stream()
				.map((decisions) -> decisions.compare(RequestCopy.of(request), onManagementPort, enforced,
						(difference) -> tell(difference, request)))
				.toArray(CompletableFuture<?>[]::new));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void tell(CandidateDifference difference, RequestFacts request) {
		this.log.log(difference, request);
		this.listeners.forEach((listener) -> listener.differs(difference));
	}

	/** Requests that wait are not compared any more. */
	@Override
	public void close() {
		Runnable end = this.observation;
		if (end != null) {
			end.run();
		}
		this.closed = true;
		this.thread.shutdownNow();
		this.waiting.clear();
		// before the thread is awaited, as it may be waiting for their keys
		this.candidates.forEach((decisions) -> decisions.candidate().close());
		this.thread.close();
		this.compiler.close();
	}

}
