package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of a source that others rely on, and takes nothing from them: it asks
 * for no fetch and takes no place among those that wait for one.
 */
public final class SharedJwksSource implements JwksSource {

	private final JwksSource source;

	/**
	 * Shares a source.
	 * @param source the source, which others close
	 */
	public SharedJwksSource(JwksSource source) {
		this.source = source;
	}

	@Override
	public String name() {
		return this.source.name();
	}

	@Override
	public @Nullable KeySet keys() {
		return this.source.keys();
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
		return this.source.retryAfter();
	}

	@Override
	public JwksState state() {
		return this.source.state();
	}

	/** Leaves the source open. */
	@Override
	public void close() {
	}

}
