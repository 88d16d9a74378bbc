package io.microgate.test.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.microgate.jose.JwsAlgorithm;

/**
 * A private key that signs tokens, and its public half. A key serves every algorithm of
 * its kind, as its JWK has neither {@code alg} nor {@code use}.
 *
 * @param jwk the public key with its key id
 * @param privateKey the private key
 */
record TestKey(JWK jwk, PrivateKey privateKey) {

	private static final int ED25519_BYTES = 32;

	private static final int RSA_BITS = 2048;

	static TestKey generate(Kind kind) {
		try {
			KeyPair pair = kind.generator().generateKeyPair();
			return new TestKey(jwk(kind, pair), pair.getPrivate());
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException("The JVM generates no key for " + kind, ex);
		}
	}

	private static JWK jwk(Kind kind, KeyPair pair) throws JOSEException {
		return switch (kind) {
			case RSA -> new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyIDFromThumbprint().build();
			case ED25519 -> {
				byte[] encoded = pair.getPublic().getEncoded();
				byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
				yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyIDFromThumbprint().build();
			}
			case P256, P384, P521 -> {
				ECPublicKey key = (ECPublicKey) pair.getPublic();
				yield new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).keyIDFromThumbprint().build();
			}
		};
	}

	byte[] sign(JwsAlgorithm algorithm, byte[] input) {
		try {
			return switch (Kind.of(algorithm)) {
				case RSA -> sign(new RSASSASigner(this.privateKey), algorithm, input);
				case ED25519 -> signEd25519(input);
				case P256, P384, P521 -> sign(new ECDSASigner(this.privateKey, curve()), algorithm, input);
			};
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException("The JVM signs nothing by " + algorithm, ex);
		}
	}

	private Curve curve() {
		return ((ECKey) this.jwk).getCurve();
	}

	private static byte[] sign(JWSSigner signer, JwsAlgorithm algorithm, byte[] input) throws JOSEException {
		return signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm.name())), input).decode();
	}

	/** Nimbus signs so only with another library. */
	private byte[] signEd25519(byte[] input) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("Ed25519");
		signature.initSign(this.privateKey);
		signature.update(input);
		return signature.sign();
	}

	/** Leaves out the key. */
	@Override
	public String toString() {
		return "TestKey[" + this.jwk.getKeyID() + "]";
	}

	/** Kinds of keys. */
	enum Kind {

		P256("EC", "secp256r1"), ED25519("Ed25519", ""), P384("EC", "secp384r1"), P521("EC", "secp521r1"),

		/** Takes much longer to generate than the others. */
		RSA("RSA", "");

		private final String jcaName;

		private final String curve;

		Kind(String jcaName, String curve) {
			this.jcaName = jcaName;
			this.curve = curve;
		}

		static Kind of(JwsAlgorithm algorithm) {
			return switch (algorithm) {
				case ES256 -> P256;
				case ES384 -> P384;
				case ES512 -> P521;
				case EdDSA, Ed25519 -> ED25519;
				case RS256, RS384, RS512, PS256, PS384, PS512 -> RSA;
			};
		}

		private KeyPairGenerator generator() throws GeneralSecurityException {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(this.jcaName);
			if (this == RSA) {
				generator.initialize(RSA_BITS);
			}
			else if (!this.curve.isEmpty()) {
				generator.initialize(new ECGenParameterSpec(this.curve));
			}
			return generator;
		}

	}

}
