package io.microgate.timer;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

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
	 * Interrupts the task that runs, drops the others, and waits a second at most until
	 * the thread has ended: a server that undeploys the application soon looks for what
	 * it has left running.
	 */
	@Override
	public void close() {
		shutdownNow();
		try {
			this.thread.join(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class OneThread implements ThreadFactory {

		private final String name;

		private volatile @Nullable Thread thread;

		OneThread(String name) {
			this.name = name;
		}

		@Override
		public Thread newThread(Runnable task) {
			Thread thread = new Thread(task, this.name);
			thread.setDaemon(true);
			this.thread = thread;
			return thread;
		}

		/** A task may close the timer that runs it. */
		void join(Duration patience) throws InterruptedException {
			Thread thread = this.thread;
			if (thread != null && thread != Thread.currentThread()) {
				thread.join(patience.toMillis());
			}
		}

	}

}
