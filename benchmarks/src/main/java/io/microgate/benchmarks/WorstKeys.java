package io.microgate.benchmarks;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/**
 * Writes key sets whose keys have signed nothing, and makes tokens that no issuer has
 * signed.
 */
final class WorstKeys {

	private final Path directory;

	private final Random random = new Random(1);

	private int files;

	WorstKeys(Path directory) {
		this.directory = directory;
	}

	/** Makes a key from a random modulus: verifying does not need its factors. */
	String rsa(String kid, int bits) {
		BigInteger modulus = new BigInteger(bits, this.random).setBit(bits - 1).setBit(0);
		byte[] bytes = modulus.toByteArray();
		String encoded = encode(Arrays.copyOfRange(bytes, bytes.length - bits / 8, bytes.length));
		return "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"%s\"%s}".formatted(encoded, kid(kid));
	}

	String ec(Curve curve) {
		try {
			return new ECKeyGenerator(curve).generate().toPublicJWK().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String ed25519() {
		try {
			byte[] encoded = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
			byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
			return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}".formatted(encode(point));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String kid(String kid) {
		return (kid != null) ? ",\"kid\":\"" + kid + "\"" : "";
	}

	/**
	 * Writes a key set.
	 * @param count the number of keys
	 * @param key makes a key
	 * @return the location of the secret
	 */
	String secret(int count, IntFunction<String> key) throws IOException {
		Path secret = Files.createDirectory(this.directory.resolve("worst" + this.files++));
		Files.writeString(secret.resolve("jwks.json"),
				IntStream.range(0, count).mapToObj(key).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
		return secret.toUri().toString();
	}

	/** Makes a token with an invalid signature of the right length. */
	String token(String header, String payload, int signatureLength) {
		byte[] signature = new byte[signatureLength];
		this.random.nextBytes(signature);
		// below every modulus, and each half within the order of its curve
		signature[0] = 0;
		signature[signatureLength / 2] = 0;
		return encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(payload.getBytes(StandardCharsets.UTF_8))
				+ "." + encode(signature);
	}

	static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
