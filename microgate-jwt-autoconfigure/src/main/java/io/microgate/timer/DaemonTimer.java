package io.microgate.timer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks when they are due, one after the other, on a daemon thread that starts with
 * the first of them. Tasks that come after it was closed are dropped.
 */
public final class DaemonTimer extends ScheduledThreadPoolExecutor implements AutoCloseable {

	/**
	 * A task whose file system hangs cannot be ended, and must not hold up a shutdown.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final OneThread thread;

	/**
	 * Creates a timer that has no thread yet.
	 * @param name the name of its thread
	 */
	public DaemonTimer(String name) {
		this(new OneThread(name));
	}

	private DaemonTimer(OneThread thread) {
		super(1, thread, new ThreadPoolExecutor.DiscardPolicy());
		setRemoveOnCancelPolicy(true);
		this.thread = thread;
	}

	/**
	 * Interrupts the tasks that run, drops the others, and waits a second at most until
	 * all threads have ended: a server that undeploys the application soon looks for what
	 * it has left running.
	 * @param timers what to close
	 */
	public static void closeAll(Collection<DaemonTimer> timers) {
		timers.forEach(DaemonTimer::shutdownNow);
		long end = System.nanoTime() + PATIENCE.toNanos();
		try {
			for (DaemonTimer timer : timers) {
				timer.awaitEnd(end);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Closes this one as {@link #closeAll} does.
	 */
	@Override
	public void close() {
		closeAll(List.of(this));
	}

	/** A task may close the timer that runs it. */
	private void awaitEnd(long end) throws InterruptedException {
		Thread thread = this.thread.latest;
		if (thread != null && thread != Thread.currentThread()
				&& awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
			// the executor counts as terminated shortly before its thread ends
			thread.join(PATIENCE.toMillis());
		}
	}

	private static final class OneThread implements ThreadFactory {

		private final String name;

		private volatile @Nullable Thread latest;

		OneThread(String name) {
			this.name = name;
		}

		@Override
		public Thread newThread(Runnable task) {
			Thread thread = new Thread(task, this.name);
			thread.setDaemon(true);
			this.latest = thread;
			return thread;
		}

	}

}
