package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens made by hand, where a recipe does not reach.
 */
final class Forgery {

	private Forgery() {
	}

	/**
	 * A token with any chosen signature.
	 * @param header JSON, or what is to be sent in its place
	 * @param payload JSON, or what is to be sent in its place
	 * @param signature any bytes
	 * @return the token
	 */
	static String token(String header, String payload, byte[] signature) {
		return input(header, payload) + "." + TestKey.base64(signature);
	}

	/**
	 * A token that is really signed, whatever its header says.
	 * @param key signs
	 * @param algorithm how it is signed
	 * @param header JSON
	 * @param payload JSON
	 * @return the token
	 */
	static String signed(TestKey key, String algorithm, String header, String payload) {
		return token(header, payload, Signer.sign(key, algorithm, input(header, payload)));
	}

	/**
	 * A token with a MAC, by a secret of any length: an empty one is the same as a zero.
	 * @param secret the secret
	 * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}
	 * @param header JSON
	 * @param payload JSON
	 * @return the token
	 */
	static String mac(byte[] secret, String algorithm, String header, String payload) {
		return token(header, payload, mac(secret, algorithm, input(header, payload)));
	}

	static byte[] mac(byte[] secret, String algorithm, String input) {
		String name = "HmacSHA" + algorithm.substring(2);
		try {
			Mac mac = Mac.getInstance(name);
			mac.init(new SecretKeySpec((secret.length > 0) ? secret : new byte[1], name));
			return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String input(String header, String payload) {
		return TokenForge.base64(header) + "." + TokenForge.base64(payload);
	}

	/**
	 * A part of a token.
	 * @param token a token of three parts
	 * @param index 0 for the header, 1 for the payload
	 * @return JSON
	 */
	static String json(String token, int index) {
		return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
	}

	static byte[] signature(String token) {
		return Base64.getUrlDecoder().decode(token.split("\\.")[2]);
	}

	static String withSignature(String token, byte[] signature) {
		return token.substring(0, token.lastIndexOf('.') + 1) + TestKey.base64(signature);
	}

	/**
	 * Flips one bit.
	 * @param bytes stay as they are
	 * @param bit number of the bit
	 * @return a copy
	 */
	static byte[] flipped(byte[] bytes, int bit) {
		byte[] copy = bytes.clone();
		copy[bit / 8] ^= (byte) (1 << (bit % 8));
		return copy;
	}

	static byte[] concat(byte[]... parts) {
		int length = Arrays.stream(parts).mapToInt((part) -> part.length).sum();
		byte[] all = new byte[length];
		int start = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, all, start, part.length);
			start += part.length;
		}
		return all;
	}

}
