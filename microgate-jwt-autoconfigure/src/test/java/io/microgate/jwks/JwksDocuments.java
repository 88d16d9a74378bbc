package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/**
 * JWK sets with generated public keys, the same key for the same key id.
 */
public final class JwksDocuments {

	private static final Map<String, JWK> keys = new ConcurrentHashMap<>();

	private JwksDocuments() {
	}

	static String withKids(String... kids) {
		List<JWK> jwks = Arrays.stream(kids).map((kid) -> keys.computeIfAbsent(kid, JwksDocuments::generate)).toList();
		return new JWKSet(jwks).toString();
	}

	static ParsedKeySet parsed(String... kids) {
		try {
			return RemoteSources.PARSER.parse(withKids(kids).getBytes());
		}
		catch (InvalidKeySetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads a JWK set as a JWKS does.
	 * @param json the JWK set
	 * @return its usable keys, none if it is invalid
	 */
	public static KeySet read(String json) {
		try {
			return RemoteSources.PARSER.parse(json.getBytes(StandardCharsets.UTF_8)).keys();
		}
		catch (InvalidKeySetException ex) {
			return KeySet.EMPTY;
		}
	}

	static JWK generate(String kid) {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID(kid).generate().toPublicJWK();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
