package io.microgate.test.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.JwksState;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.StaticJwksSource;

/**
 * Supplies the keys that tokens of a test were signed with so far. A key is there before
 * the token that it signs is sent.
 */
final class TestJwksSource implements JwksSource {

	private final String name;

	private final JwksSpec spec;

	private final TestKeySet keySet;

	private volatile Snapshot snapshot = new Snapshot(List.of(), KeySet.EMPTY);

	TestJwksSource(String name, JwksSpec spec, TestKeySet keySet) {
		this.name = name;
		this.spec = spec;
		this.keySet = keySet;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public KeySet keys() {
		Snapshot last = this.snapshot;
		List<JWK> generated = this.keySet.generated();
		if (!generated.equals(last.jwks())) {
			last = new Snapshot(generated, read(generated));
			this.snapshot = last;
		}
		return last.keys();
	}

	/** Reads the keys as those of any JWKS are read. */
	private KeySet read(List<JWK> jwks) {
		byte[] json = new JWKSet(jwks).toString().getBytes(StandardCharsets.UTF_8);
		return Objects.requireNonNull(StaticJwksSource.of(this.name, this.spec, json).keys());
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
	public JwksState state() {
		List<String> keyIds = this.keySet.generated().stream().map(JWK::getKeyID).toList();
		return new JwksState("test", true, true, keyIds, null, null, null, null, false, null);
	}

	@Override
	public void close() {
		// has nothing to close
	}

	/**
	 * The keys at one moment.
	 *
	 * @param jwks as generated
	 * @param keys as read
	 */
	private record Snapshot(List<JWK> jwks, KeySet keys) {
	}

}
