package io.microgate.jose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ThumbprintUtils;

/**
 * Computes the thumbprint of a JWK (RFC 7638), with SHA-256.
 */
public final class JwkThumbprint {

	private static final Map<Object, List<String>> MEMBERS = Map.of("RSA", List.of("e", "kty", "n"), "EC",
			List.of("crv", "kty", "x", "y"), "OKP", List.of("crv", "kty", "x"));

	private JwkThumbprint() {
	}

	/**
	 * Computes the thumbprint of a JWK that {@link JwkReader} has read.
	 * @param jwk the members of the JWK
	 * @return the thumbprint in base64url
	 * @throws MalformedJoseException if it is not a public key
	 */
	public static String of(Map<?, ?> jwk) throws MalformedJoseException {
		LinkedHashMap<String, Object> required = new LinkedHashMap<>();
		for (String member : MEMBERS.getOrDefault(jwk.get("kty"), List.of())) {
			required.put(member, jwk.get(member));
		}
		try {
			return ThumbprintUtils.compute("SHA-256", required).toString();
		}
		catch (JOSEException ex) {
			throw new MalformedJoseException("has no thumbprint");
		}
	}

}
