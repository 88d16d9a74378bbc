package io.microgate.verdict;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key pair under a name, and the JWK that is published for it.
 *
 * @param pair the keys
 * @param algorithm the algorithm that tokens are signed with unless a recipe says other
 * @param jwk members of the published JWK
 */
record TestKey(KeyPair pair, String algorithm, Map<String, Object> jwk) {

	static KeyPair rsa(int bits) {
		return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
	}

	static KeyPair ec(String curve) {
		return generate("EC", new ECGenParameterSpec(curve));
	}

	static KeyPair ed25519() {
		return generate("Ed25519", null);
	}

	/**
	 * Publishes a pair.
	 * @param pair the keys
	 * @param algorithm the algorithm to sign with
	 * @param members members of the JWK in addition to the key itself, name and value by
	 * turns
	 * @return the key
	 */
	static TestKey of(KeyPair pair, String algorithm, Object... members) {
		Map<String, Object> jwk = new LinkedHashMap<>(publicMembers(pair.getPublic()));
		for (int i = 0; i < members.length; i += 2) {
			jwk.put((String) members[i], members[i + 1]);
		}
		return new TestKey(pair, algorithm, jwk);
	}

	static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static Map<String, Object> publicMembers(PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return Map.of("kty", "RSA", "n", base64(unsigned(rsa.getModulus())), "e",
					base64(unsigned(rsa.getPublicExponent())));
		}
		if (key instanceof ECPublicKey ec) {
			int bits = ec.getParams().getCurve().getField().getFieldSize();
			int length = (bits + 7) / 8;
			return Map.of("kty", "EC", "crv", "P-" + bits, "x", base64(fixed(ec.getW().getAffineX(), length)), "y",
					base64(fixed(ec.getW().getAffineY(), length)));
		}
		byte[] encoded = key.getEncoded();
		return Map.of("kty", "OKP", "crv", "Ed25519", "x",
				base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
	}

	private static byte[] unsigned(BigInteger number) {
		return fixed(number, (number.bitLength() + 7) / 8);
	}

	private static byte[] fixed(BigInteger number, int length) {
		byte[] bytes = number.toByteArray();
		byte[] result = new byte[length];
		int count = Math.min(bytes.length, length);
		System.arraycopy(bytes, bytes.length - count, result, length - count, count);
		return result;
	}

	private static KeyPair generate(String type, AlgorithmParameterSpec parameters) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
			if (parameters != null) {
				generator.initialize(parameters);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
