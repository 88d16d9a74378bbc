package io.microgate.jose;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import com.nimbusds.jose.jwk.Curve;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that are accepted (RFC 7518 section 3.1, RFC 8037, RFC 9864).
 * There is no HMAC and no {@code none}. {@code EdDSA} and {@code Ed25519} are both
 * Ed25519.
 */
public enum JwsAlgorithm {

	RS256("SHA256withRSA"), RS384("SHA384withRSA"), RS512("SHA512withRSA"),

	PS256(pss("SHA-256", 32)), PS384(pss("SHA-384", 48)), PS512(pss("SHA-512", 64)),

	ES256("SHA256withECDSAinP1363Format", Curve.P_256, 64), ES384("SHA384withECDSAinP1363Format", Curve.P_384, 96),
	ES512("SHA512withECDSAinP1363Format", Curve.P_521, 132),

	EdDSA("Ed25519", Curve.Ed25519, 64), Ed25519("Ed25519", Curve.Ed25519, 64);

	private final String jcaName;

	private final @Nullable AlgorithmParameterSpec parameters;

	private final @Nullable Curve curve;

	private final int signatureLength;

	JwsAlgorithm(String jcaName) {
		this(jcaName, null, null, -1);
	}

	JwsAlgorithm(PSSParameterSpec parameters) {
		this("RSASSA-PSS", parameters, null, -1);
	}

	JwsAlgorithm(String jcaName, Curve curve, int signatureLength) {
		this(jcaName, null, curve, signatureLength);
	}

	JwsAlgorithm(String jcaName, @Nullable AlgorithmParameterSpec parameters, @Nullable Curve curve,
			int signatureLength) {
		this.jcaName = jcaName;
		this.parameters = parameters;
		this.curve = curve;
		this.signatureLength = signatureLength;
	}

	/**
	 * Finds an algorithm by the value of {@code alg}, which is case-sensitive.
	 * @param name the value
	 * @return the algorithm, or {@code null} if it is not one that is accepted
	 */
	public static @Nullable JwsAlgorithm of(String name) {
		for (JwsAlgorithm algorithm : values()) {
			if (algorithm.name().equals(name)) {
				return algorithm;
			}
		}
		return null;
	}

	/**
	 * Returns the curve of the keys of this algorithm.
	 * @return the curve, {@code null} for RSA
	 */
	@Nullable Curve curve() {
		return this.curve;
	}

	/**
	 * The only length a signature has (RFC 7518 section 3.4, RFC 8032 section 5.1.6).
	 * @return the number of bytes, -1 where it depends on the key
	 */
	int signatureLength() {
		return this.signatureLength;
	}

	/**
	 * Whether this is another name for the same thing.
	 */
	boolean isSameAs(JwsAlgorithm other) {
		return this.jcaName.equals(other.jcaName) && this.parameters == other.parameters;
	}

	/**
	 * Prepares the verification of one signature, on the calling thread only.
	 * @param key the key
	 * @param provider verifies it, {@code null} for the JDK
	 * @return the verifier
	 */
	Signature verifier(PublicKey key, @Nullable Provider provider) throws GeneralSecurityException {
		Signature signature = (provider != null) ? Signature.getInstance(this.jcaName, provider)
				: Signature.getInstance(this.jcaName);
		if (this.parameters != null) {
			signature.setParameter(this.parameters);
		}
		signature.initVerify(key);
		return signature;
	}

	private static PSSParameterSpec pss(String hash, int saltLength) {
		return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), saltLength,
				PSSParameterSpec.TRAILER_FIELD_BC);
	}

}
