package io.microgate.jwt;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySet;
import org.jspecify.annotations.Nullable;

/**
 * Which key of which source a token is signed by, so that a look at the keys of today
 * tells whether its signature still counts.
 */
final class SigningEvidence {

	private final JwksSource source;

	private final @Nullable String keyId;

	private final JwsAlgorithm algorithm;

	private final VerificationKey key;

	/**
	 * The last set that was seen to have the key. Requests race to write it and may see
	 * an old one, which costs another look.
	 */
	private KeySet keys;

	SigningEvidence(JwksSource source, UnverifiedToken token, VerificationKey key, KeySet keys) {
		this.source = source;
		String named = token.jws().header().keyId();
		// Mostly equal, so that tokens share the string
		this.keyId = (named != null && named.equals(key.kid())) ? key.kid() : named;
		this.algorithm = token.algorithm();
		this.key = key;
		this.keys = keys;
	}

	/**
	 * Whether the key would be asked for this signature today. The same key from another
	 * fetch is equal, but no longer one whose key id or use has changed.
	 */
	boolean holds() {
		KeySet current = this.source.keys();
		if (current == this.keys) {
			return true;
		}
		if (current == null || !current.candidates(this.keyId, this.algorithm).keys().contains(this.key)) {
			return false;
		}
		this.keys = current;
		return true;
	}

}
