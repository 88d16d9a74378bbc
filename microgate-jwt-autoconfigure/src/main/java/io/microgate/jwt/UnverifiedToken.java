package io.microgate.jwt;

import io.microgate.jose.CompactJws;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import io.microgate.jwks.KeySet;

/**
 * A token that is well-formed and of an accepted type and algorithm, but whose signature
 * is not verified.
 *
 * @param text the token as sent
 * @param jws its parts
 * @param algorithm its algorithm
 * @param claims its claims
 */
record UnverifiedToken(String text, CompactJws jws, JwsAlgorithm algorithm, TokenClaims claims) {

	KeySet.Candidates candidates(KeySet keys) {
		return keys.candidates(this.jws.keyId(), this.algorithm);
	}

	/**
	 * Whether the token names a key that the set does not have.
	 */
	boolean namesUnknownKey(KeySet keys) {
		String keyId = this.jws.keyId();
		return keyId != null && !keys.hasKid(keyId);
	}

	boolean isSignedBy(VerificationKey key) {
		return key.verify(this.algorithm, this.jws.signingInput(), this.jws.signature());
	}

}
