package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.timer.DaemonTimer;

/**
 * Runs the tasks of all key sources of an application: on a timer, and on a few workers
 * that fetch and read keys. All are daemons that start when they are first needed. While
 * a task takes long, because a name server or a file system hangs, one more worker serves
 * the other key sources.
 */
final class KeySourceThreads implements Executor, AutoCloseable {

	private static final String NAME = "microgate-jwks-";

	private static final int WORKERS = 4;

	/** Generous, as a task that computes takes longer on a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** For tasks that only wait for something outside of the JVM. */
	private static final Duration BLOCKING_PATIENCE = Duration.ofMillis(100);

	private static final Duration IDLE = Duration.ofSeconds(10);

	/**
	 * A server that undeploys the application soon looks for what it has left running.
	 */
	private static final Duration IDLE_WHEN_CLOSED = Duration.ofMillis(1);

	private final DaemonTimer timer = new DaemonTimer(NAME + "timer");

	private final ThreadPoolExecutor workers;

	KeySourceThreads() {
		AtomicInteger count = new AtomicInteger();
		this.workers = new ThreadPoolExecutor(WORKERS, Integer.MAX_VALUE, IDLE.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(), (task) -> worker(task, count.incrementAndGet()));
		this.workers.allowCoreThreadTimeOut(true);
	}

	private static Thread worker(Runnable task, int number) {
		Thread thread = new Thread(task, NAME + "worker-" + number);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Returns the timer. Its tasks must not block: all key sources wait for them.
	 */
	ScheduledExecutorService timer() {
		return this.timer;
	}

	/**
	 * Runs a task that computes.
	 */
	@Override
	public void execute(Runnable task) {
		execute(task, PATIENCE);
	}

	/**
	 * Returns the executor of tasks that may block for long. A caller does not repeat a
	 * task before it has ended, or threads would grow with each attempt.
	 */
	Executor blocking() {
		return (task) -> execute(task, BLOCKING_PATIENCE);
	}

	private void execute(Runnable task, Duration patience) {
		this.workers.execute(() -> {
			Substitute substitute = new Substitute();
			ScheduledFuture<?> late = this.timer.schedule(substitute::begin, patience.toNanos(), TimeUnit.NANOSECONDS);
			try {
				task.run();
			}
			finally {
				late.cancel(false);
				substitute.end();
			}
		});
	}

	private synchronized void add(int workers) {
		this.workers.setCorePoolSize(this.workers.getCorePoolSize() + workers);
	}

	/**
	 * Ends the timer at once, and the workers as soon as they are idle: the HTTP client
	 * needs them to clean up what was cancelled.
	 */
	@Override
	public void close() {
		this.timer.close();
		this.workers.setKeepAliveTime(IDLE_WHEN_CLOSED.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Adds a worker for as long as a task is late.
	 */
	private final class Substitute {

		private boolean needed;

		private boolean ended;

		synchronized void begin() {
			this.needed = !this.ended;
			if (this.needed) {
				add(1);
			}
		}

		synchronized void end() {
			this.ended = true;
			if (this.needed) {
				add(-1);
			}
		}

	}

}
