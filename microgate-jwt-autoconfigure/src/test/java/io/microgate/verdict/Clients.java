package io.microgate.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * Threads that send requests one after the other until they are closed, which throws what
 * failed.
 */
final class Clients implements AutoCloseable {

	private final ExecutorService threads;

	private final List<Future<?>> running = new ArrayList<>();

	private volatile boolean done;

	Clients(int count, IntConsumer request) {
		this.threads = Executors.newFixedThreadPool(count);
		for (int i = 0; i < count; i++) {
			int client = i;
			this.running.add(this.threads.submit(() -> {
				while (!this.done) {
					request.accept(client);
				}
			}));
		}
	}

	boolean areRunning() {
		return this.running.stream().noneMatch(Future::isDone);
	}

	@Override
	public void close() {
		this.done = true;
		this.threads.shutdown();
		for (Future<?> client : this.running) {
			try {
				client.get(120, TimeUnit.SECONDS);
			}
			catch (InterruptedException | ExecutionException | TimeoutException ex) {
				throw new IllegalStateException("A client failed", ex);
			}
		}
	}

}
