package io.microgate.autoconfigure;

import java.util.concurrent.CompletableFuture;

import org.springframework.context.SmartLifecycle;

/**
 * Tells when the web server of the application has started, which its context does before
 * it starts what has the default phase.
 */
final class ServerStart implements SmartLifecycle {

	private final CompletableFuture<Void> completion = new CompletableFuture<>();

	private volatile boolean running;

	CompletableFuture<Void> completion() {
		return this.completion;
	}

	@Override
	public void start() {
		this.running = true;
		this.completion.complete(null);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
