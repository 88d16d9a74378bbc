package io.microgate.jwt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.microgate.jose.CompactJws;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.Signatures;
import io.microgate.jose.TestSignatures;
import io.microgate.jwks.JwksDocuments;
import io.microgate.jwks.KeySet;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads test vectors and asks the signature and key layer about them: their payloads are
 * no claims.
 */
public final class SignatureVectors {

	private static final Signatures SIGNATURES = TestSignatures.get();

	static final String FOLDER_PROPERTY = "microgate.vectors";

	private SignatureVectors() {
	}

	static JsonNode read(String file) {
		Path folder = Path.of(System.getProperty(FOLDER_PROPERTY, "../../shared/vectors")).toAbsolutePath().normalize();
		Path path = folder.resolve(file);
		if (!Files.isRegularFile(path)) {
			throw new TestAbortedException(
					"No test vectors at " + path + ", set the system property " + FOLDER_PROPERTY);
		}
		return JsonMapper.shared().readTree(path);
	}

	/**
	 * Whether a token is accepted with a JWK, a list of JWKs or a JWK set.
	 */
	static boolean accepts(JsonNode key, String token) {
		try {
			KeySet keys = JwksDocuments.read(keySet(key));
			CompactJws jws = CompactJws.parse(token);
			JwsAlgorithm algorithm = JwsAlgorithm.of(jws.header().algorithm());
			return algorithm != null && keys.candidates(jws.header().keyId(), algorithm)
				.keys()
				.stream()
				.anyMatch((candidate) -> Signatures.ofJdk()
					.verify(candidate, algorithm, jws.signingInput(), jws.signature()));
		}
		catch (MalformedJoseException ex) {
			return false;
		}
	}

	/**
	 * The JWK set to publish for a JWK, a list of JWKs or a JWK set.
	 * @param key the key as a vector has it
	 * @return JSON
	 */
	public static String keySet(JsonNode key) {
		return key.has("keys") ? key.toString() : "{\"keys\":" + (key.isArray() ? key : List.of(key)) + "}";
	}

}
