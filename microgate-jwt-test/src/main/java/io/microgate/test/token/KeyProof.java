package io.microgate.test.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.util.Base64URL;
import io.microgate.jose.JwsAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Proves for each request that the client has the key that a token is bound to (RFC 9449
 * section 4.2).
 *
 * @param key the key
 * @param origin where clients reach the application, {@code null} if that is not
 * configured
 * @param token the token
 * @param clock the time
 */
record KeyProof(TestKey key, @Nullable String origin, String token, InstantSource clock) {

	/** The header field that has the proof. */
	static final String FIELD = "DPoP";

	/**
	 * Writes the proof for a request.
	 * @param method the method
	 * @param rawPath the path as it is sent
	 * @return the value of the header field
	 * @throws IllegalStateException if the configuration has no public origin, so that it
	 * accepts no proof
	 */
	String of(String method, String rawPath) {
		if (this.origin == null) {
			throw new IllegalStateException("The token is bound to a key, and a proof for it names a public origin of"
					+ " the application. Set 'microgate.public-origins'.");
		}
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("typ", "dpop+jwt");
		header.put("alg", JwsAlgorithm.ES256.name());
		header.put("jwk", this.key.jwk().toPublicJWK().toJSONObject());
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("jti", UUID.randomUUID().toString());
		claims.put("htm", method);
		claims.put("htu", this.origin.replaceFirst("/$", "") + (rawPath.isEmpty() ? "/" : rawPath));
		claims.put("iat", this.clock.instant());
		claims.put("ath", hash(this.token));
		String input = Base64URL.encode(TokenSigner.json(header)) + "." + Base64URL.encode(TokenSigner.json(claims));
		byte[] signature = this.key.sign(JwsAlgorithm.ES256, input.getBytes(StandardCharsets.US_ASCII));
		return input + "." + Base64URL.encode(signature);
	}

	private static String hash(String token) {
		try {
			return Base64URL
				.encode(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)))
				.toString();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	/** Leaves out the token and the key. */
	@Override
	public String toString() {
		return "KeyProof";
	}

}
