package io.microgate.jwt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;

/**
 * A key source whose keys and waits a test decides about.
 */
final class TestJwksSource implements JwksSource {

	private final String name;

	private KeySet keys;

	private Duration retryAfter = Duration.ofSeconds(7);

	private CompletableFuture<WaitOutcome> firstAttempt = CompletableFuture.completedFuture(WaitOutcome.NOTHING);

	private CompletableFuture<WaitOutcome> unknownKey = CompletableFuture.completedFuture(WaitOutcome.NOTHING);

	private int firstAttemptsAwaited;

	private int unknownKeysFetched;

	private int looks;

	TestJwksSource(String name, KeySet keys) {
		this.name = name;
		this.keys = keys;
	}

	static TestJwksSource with(TestSigningKey... signingKeys) {
		Object[] jwks = java.util.Arrays.stream(signingKeys).map(TestSigningKey::jwk).toArray();
		return new TestJwksSource("jwks", TestSigningKey.keySet(jwks));
	}

	static TestJwksSource unavailable(String name, int retryAfterSeconds) {
		TestJwksSource source = new TestJwksSource(name, null);
		source.retryAfter = Duration.ofSeconds(retryAfterSeconds);
		return source;
	}

	void keys(KeySet keys) {
		this.keys = keys;
	}

	CompletableFuture<WaitOutcome> openFirstAttempt() {
		this.firstAttempt = new CompletableFuture<>();
		return this.firstAttempt;
	}

	CompletableFuture<WaitOutcome> openUnknownKey() {
		this.unknownKey = new CompletableFuture<>();
		return this.unknownKey;
	}

	int firstAttemptsAwaited() {
		return this.firstAttemptsAwaited;
	}

	int unknownKeysFetched() {
		return this.unknownKeysFetched;
	}

	int looks() {
		return this.looks;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public KeySet keys() {
		this.looks++;
		return this.keys;
	}

	@Override
	public CompletableFuture<WaitOutcome> awaitFirstAttempt() {
		this.firstAttemptsAwaited++;
		return this.firstAttempt;
	}

	@Override
	public CompletableFuture<WaitOutcome> fetchUnknownKey() {
		this.unknownKeysFetched++;
		return this.unknownKey;
	}

	@Override
	public Duration retryAfter() {
		return this.retryAfter;
	}

	@Override
	public JwksState state() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
	}

}
