package io.microgate.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/**
 * Signs tokens with a key of its own.
 */
final class TestIssuer {

	static final String ISSUER = "https://idp.example.com";

	/** When all tokens are valid. */
	static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	private final RSAKey key;

	TestIssuer() {
		try {
			this.key = new RSAKeyGenerator(2048).keyID("key-1").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The public keys, as JSON. */
	String jwks() {
		return new JWKSet(this.key.toPublicJWK()).toString();
	}

	/**
	 * The claims of a token for Alice.
	 * @param changed replace those of a good token
	 * @return the claims
	 */
	static Map<String, Object> claims(Map<String, Object> changed) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", ISSUER);
		claims.put("sub", "alice-secret-subject");
		claims.put("aud", "shop");
		claims.put("exp", NOW.getEpochSecond() + 300);
		claims.put("roles", "reader");
		claims.put("card", "4111-secret-card");
		claims.putAll(changed);
		return claims;
	}

	/**
	 * Signs a token for Alice.
	 * @param changed replace claims of a good token
	 * @return the token
	 */
	String token(Map<String, Object> changed) {
		JWSObject token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(),
				new Payload(claims(changed)));
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

}
