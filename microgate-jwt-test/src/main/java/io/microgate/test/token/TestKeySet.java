package io.microgate.test.token;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import io.microgate.jose.JwsAlgorithm;

/**
 * The keys of one JWKS, at most one of each kind, generated when first asked for.
 */
final class TestKeySet {

	private final Map<TestKey.Kind, TestKey> keys = new EnumMap<>(TestKey.Kind.class);

	/** Returns the key that signs by an algorithm. */
	TestKey key(JwsAlgorithm algorithm) {
		return key(TestKey.Kind.of(algorithm));
	}

	private synchronized TestKey key(TestKey.Kind kind) {
		return this.keys.computeIfAbsent(kind, TestKey::generate);
	}

	/** Returns the keys that were generated so far. */
	synchronized List<JWK> generated() {
		return this.keys.values().stream().map(TestKey::jwk).toList();
	}

}
