package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all key sources of an application: a timer, and a few workers that fetch
 * and read keys. All are daemons that start when they are first needed. A task that takes
 * long, because a name server or a file system hangs, is made up for by one more worker
 * until it ends, so that it holds up no other key source.
 */
final class KeySourceThreads implements Executor, AutoCloseable {

	private static final int WORKERS = 4;

	/** For tasks that compute, on a machine that may be busy. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** For tasks that wait for something outside of the JVM and do nothing else. */
	private static final Duration BLOCKING_PATIENCE = Duration.ofMillis(100);

	private static final Duration IDLE = Duration.ofSeconds(10);

	private static final Duration IDLE_WHEN_CLOSED = Duration.ofMillis(100);

	private final ScheduledThreadPoolExecutor timer;

	private final ThreadPoolExecutor workers;

	KeySourceThreads() {
		this.timer = new ScheduledThreadPoolExecutor(1, daemon("timer"), new ThreadPoolExecutor.DiscardPolicy());
		this.timer.setRemoveOnCancelPolicy(true);
		AtomicInteger count = new AtomicInteger();
		this.workers = new ThreadPoolExecutor(WORKERS, Integer.MAX_VALUE, IDLE.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(), (task) -> daemon("worker-" + count.incrementAndGet()).newThread(task));
		this.workers.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory daemon(String name) {
		return (task) -> {
			Thread thread = new Thread(task, "microgate-jwks-" + name);
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * The timer. What it runs must neither block nor call what may: all key sources wait
	 * for it.
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
	 * Runs tasks that may block for long. What starts them must see to it that one of a
	 * kind is not started anew for as long as it blocks.
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
	 * needs them to put away what was broken off.
	 */
	@Override
	public void close() {
		this.timer.shutdownNow();
		this.workers.setKeepAliveTime(IDLE_WHEN_CLOSED.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * A worker that is there for as long as another one is late.
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
