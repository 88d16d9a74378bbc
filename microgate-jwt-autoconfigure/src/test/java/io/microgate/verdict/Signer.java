package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as the JCA does, and in ways that a signer should not.
 */
final class Signer {

	private static final String SHA256_DIGEST_INFO = "3031300d060960864801650304020105000420";

	private Signer() {
	}

	/**
	 * Signs with the algorithm of a JWS, {@code none} included.
	 * @param key the key
	 * @param algorithm {@code alg} of RFC 7518 and RFC 8037, or {@code forged-exponent-1}
	 * @param input what is signed
	 * @return the signature
	 */
	static byte[] sign(TestKey key, String algorithm, String input) {
		byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
		try {
			return switch (algorithm) {
				case "none" -> new byte[0];
				case "HS256" -> hmac(new byte[32], bytes);
				case "HS256-public-key" -> hmac(key.pair().getPublic().getEncoded(), bytes);
				case "forged-exponent-1" -> paddedDigest(bytes);
				case "ES256-DER" -> signature(key, "SHA256withECDSA", bytes);
				default -> signature(key, jcaName(algorithm), bytes);
			};
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String jcaName(String algorithm) {
		String bits = algorithm.substring(2);
		return switch (algorithm.substring(0, 2)) {
			case "RS" -> "SHA" + bits + "withRSA";
			case "PS" -> "RSASSA-PSS/" + bits;
			case "ES" -> "SHA" + bits + "withECDSAinP1363Format";
			default -> algorithm.equals("Ed448") ? algorithm : "Ed25519";
		};
	}

	private static byte[] signature(TestKey key, String name, byte[] input) throws GeneralSecurityException {
		String[] parts = name.split("/");
		Signature signature = Signature.getInstance(parts[0]);
		if (parts.length == 2) {
			String hash = "SHA-" + parts[1];
			signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash),
					Integer.parseInt(parts[1]) / 8, PSSParameterSpec.TRAILER_FIELD_BC));
		}
		signature.initSign(key.pair().getPrivate());
		signature.update(input);
		return signature.sign();
	}

	private static byte[] hmac(byte[] secret, byte[] input) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret, "HmacSHA256"));
		return mac.doFinal(input);
	}

	/** With an exponent of 1 the padded digest is its own signature. */
	private static byte[] paddedDigest(byte[] input) throws GeneralSecurityException {
		byte[] info = HexFormat.of().parseHex(SHA256_DIGEST_INFO);
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
		byte[] block = new byte[256];
		Arrays.fill(block, (byte) 0xff);
		block[0] = 0;
		block[1] = 1;
		int start = block.length - info.length - hash.length;
		block[start - 1] = 0;
		System.arraycopy(info, 0, block, start, info.length);
		System.arraycopy(hash, 0, block, start + info.length, hash.length);
		return block;
	}

}
