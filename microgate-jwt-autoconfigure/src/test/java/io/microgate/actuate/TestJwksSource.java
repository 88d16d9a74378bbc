package io.microgate.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.jwks.KeySet;

/**
 * A key source whose state a test sets.
 */
final class TestJwksSource implements JwksSource {

	private final String name;

	private JwksState state;

	TestJwksSource(String name, JwksState state) {
		this.name = name;
		this.state = state;
	}

	void become(JwksState state) {
		this.state = state;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public JwksState state() {
		return this.state;
	}

	@Override
	public KeySet keys() {
		return null;
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
		return Duration.ofSeconds(1);
	}

	@Override
	public void close() {
	}

}
