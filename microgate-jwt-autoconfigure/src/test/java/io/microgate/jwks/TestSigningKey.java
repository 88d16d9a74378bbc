package io.microgate.jwks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A key pair made at run time, with its JWK and signatures that owe nothing to the code
 * under test.
 */
public final class TestSigningKey {

	private final String kid;

	private final KeyPair pair;

	private TestSigningKey(String kid, KeyPair pair) {
		this.kid = kid;
		this.pair = pair;
	}

	public static TestSigningKey rsa(String kid) {
		return rsa(kid, 2048);
	}

	public static TestSigningKey rsa(String kid, int bits) {
		return generate(kid, "RSA", (generator) -> generator.initialize(bits));
	}

	public static TestSigningKey ec(String kid, String curve) {
		return generate(kid, "EC", (generator) -> generator.initialize(new ECGenParameterSpec(curve)));
	}

	public static TestSigningKey ed25519(String kid) {
		return generate(kid, "Ed25519", (generator) -> {
		});
	}

	public KeyPair pair() {
		return this.pair;
	}

	/**
	 * The public JWK with its kid, if it has one.
	 */
	public Map<String, Object> jwk() {
		Map<String, Object> jwk = new LinkedHashMap<>();
		if (this.kid != null) {
			jwk.put("kid", this.kid);
		}
		PublicKey key = this.pair.getPublic();
		if (key instanceof RSAPublicKey rsa) {
			jwk.put("kty", "RSA");
			jwk.put("n", encode(unsigned(rsa.getModulus(), 0)));
			jwk.put("e", encode(unsigned(rsa.getPublicExponent(), 0)));
		}
		else if (key instanceof ECPublicKey ec) {
			int bits = ec.getParams().getCurve().getField().getFieldSize();
			jwk.put("kty", "EC");
			jwk.put("crv", "P-" + bits);
			jwk.put("x", encode(unsigned(ec.getW().getAffineX(), (bits + 7) / 8)));
			jwk.put("y", encode(unsigned(ec.getW().getAffineY(), (bits + 7) / 8)));
		}
		else if (key instanceof EdECPublicKey) {
			byte[] encoded = key.getEncoded();
			byte[] raw = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
			jwk.put("kty", "OKP");
			jwk.put("crv", "Ed25519");
			jwk.put("x", encode(raw));
		}
		return jwk;
	}

	public Map<String, Object> jwk(String name, Object value) {
		Map<String, Object> jwk = jwk();
		jwk.put(name, value);
		return jwk;
	}

	/**
	 * A compact JWS of these strings, whatever they are.
	 */
	public String token(String alg, String header, String payload) {
		String input = encode(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ encode(payload.getBytes(StandardCharsets.UTF_8));
		return input + "." + encode(sign(alg, input));
	}

	/**
	 * A token with an ordinary header.
	 */
	public String token(String alg, String payload) {
		String kidMember = (this.kid != null) ? ",\"kid\":\"" + this.kid + "\"" : "";
		return token(alg, "{\"alg\":\"" + alg + "\"" + kidMember + "}", payload);
	}

	public byte[] sign(String alg, String input) {
		try {
			Signature signature = Signature.getInstance(jcaName(alg));
			if (alg.startsWith("PS")) {
				String hash = "SHA-" + alg.substring(2);
				signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash),
						Integer.parseInt(alg.substring(2)) / 8, 1));
			}
			signature.initSign(this.pair.getPrivate());
			signature.update(input.getBytes(StandardCharsets.UTF_8));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static KeySet keySet(Object... jwks) {
		try {
			return RemoteSources.PARSER.parse(json(jwks)).keys();
		}
		catch (InvalidKeySetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static byte[] json(Object... jwks) {
		return JsonMapper.shared().writeValueAsBytes(Map.of("keys", jwks));
	}

	public static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String jcaName(String alg) {
		return switch (alg.substring(0, 2)) {
			case "RS" -> "SHA" + alg.substring(2) + "withRSA";
			case "PS" -> "RSASSA-PSS";
			case "ES" -> "SHA" + alg.substring(2) + "withECDSAinP1363Format";
			default -> "Ed25519";
		};
	}

	private static byte[] unsigned(BigInteger value, int length) {
		byte[] bytes = value.toByteArray();
		int size = Math.max(length, (value.bitLength() + 7) / 8);
		byte[] result = new byte[size];
		int count = Math.min(bytes.length, size);
		System.arraycopy(bytes, bytes.length - count, result, size - count, count);
		return result;
	}

	private static TestSigningKey generate(String kid, String type, Setup setup) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
			setup.apply(generator);
			return new TestSigningKey(kid, generator.generateKeyPair());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Setup {

		void apply(KeyPairGenerator generator) throws GeneralSecurityException;

	}

}
