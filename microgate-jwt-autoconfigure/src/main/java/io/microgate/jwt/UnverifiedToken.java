package io.microgate.jwt;

import io.microgate.jose.CompactJws;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import io.microgate.jwks.KeySet;
import io.microgate.request.SentToken;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A token that is well-formed and of an accepted type and algorithm, but whose signature
 * is not verified.
 *
 * @param sent the token as sent
 * @param jws its parts
 * @param algorithm its algorithm
 * @param claims its claims
 * @param signatures verifies its signature
 */
record UnverifiedToken(SentToken sent, CompactJws jws, JwsAlgorithm algorithm, TokenClaims claims,
		MeasuredSignatures signatures) {

	private static final String TENANT = "{tenantid}";

	KeySet.Candidates candidates(KeySet keys) {
		return keys.candidates(this.jws.header().keyId(), this.algorithm);
	}

	/**
	 * Whether the token names a key that the set does not have.
	 */
	boolean namesUnknownKey(KeySet keys) {
		String keyId = this.jws.header().keyId();
		return keyId != null && !keys.hasKid(keyId);
	}

	boolean isSignedBy(VerificationKey key) {
		return this.signatures.verify(key, this.algorithm, this.jws.signingInput(), this.jws.signature());
	}

	/**
	 * Whether the issuer of the token is the one that a key is limited to, if it is. In
	 * the issuer of a key, {@code {tenantid}} stands for the claim {@code tid}.
	 */
	boolean isFromIssuerOf(VerificationKey key) {
		String issuer = key.issuer();
		if (issuer == null) {
			return true;
		}
		if (issuer.contains(TENANT)) {
			String tenant = this.claims.text("tid");
			if (tenant == null || !IssuerTemplate.isValue(tenant)) {
				return false;
			}
			issuer = issuer.replace(TENANT, tenant);
		}
		return issuer.equals(this.claims.text(JwtClaimNames.ISS));
	}

}
