package io.microgate.verdict;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

/**
 * The private key of a test vector. Its signatures are repeated for another signing
 * input, good or bad as they are.
 */
interface VectorKey {

	/**
	 * Signs.
	 * @param genuine a genuine signature of the vector
	 * @param signed what that one signs
	 * @param input what is to be signed
	 * @return the signature
	 */
	byte[] sign(byte[] genuine, String signed, String input);

	/**
	 * Does to a genuine signature what was done to another one.
	 * @param signature the other one
	 * @param signed what is claimed to be signed by it
	 * @param input what is to be signed
	 * @return the signature, {@code null} if it cannot be told what was done
	 */
	byte[] repeat(byte[] signature, String signed, String input);

	/**
	 * Reads a key.
	 * @param jwk the JWK
	 * @param algorithm {@code alg} of the token, which counts more than what the JWK says
	 * of itself
	 * @param provable whether the public half is genuine
	 * @return the key
	 */
	static VectorKey of(JsonNode jwk, String algorithm, boolean provable) {
		if (jwk.has("k")) {
			return new MacVectorKey(bytes(jwk, "k"));
		}
		return jwk.has("n") ? new RsaVectorKey(jwk) : new EcVectorKey(jwk, algorithm, provable);
	}

	static BigInteger number(JsonNode jwk, String name) {
		return new BigInteger(1, bytes(jwk, name));
	}

	static byte[] bytes(JsonNode jwk, String name) {
		return Base64.getUrlDecoder().decode(jwk.get(name).stringValue());
	}

	/**
	 * A number in big-endian order.
	 * @param number not negative
	 * @param length number of bytes
	 * @return the bytes
	 */
	static byte[] bytes(BigInteger number, int length) {
		byte[] bytes = number.toByteArray();
		byte[] result = new byte[length];
		int count = Math.min(bytes.length, length);
		System.arraycopy(bytes, bytes.length - count, result, length - count, count);
		return result;
	}

	static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
