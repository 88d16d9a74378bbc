package io.microgate.jwks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a key source: a timer, and for a remote one a thread that fetches. Both
 * are daemons, and what reaches them after the source has been closed is dropped.
 */
final class KeySourceThreads {

	private KeySourceThreads() {
	}

	static ScheduledExecutorService timer(String name) {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemon(name + "-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	/**
	 * One thread, which ends when no fetch has needed it for a while.
	 */
	static ExecutorService io(String name) {
		ThreadPoolExecutor io = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				daemon(name + "-fetch"), new ThreadPoolExecutor.DiscardPolicy());
		io.allowCoreThreadTimeOut(true);
		return io;
	}

	private static ThreadFactory daemon(String name) {
		return (task) -> {
			Thread thread = new Thread(task, "microgate-jwks-" + name);
			thread.setDaemon(true);
			return thread;
		};
	}

}
