package io.microgate.jose;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.impl.ECDSA;
import org.jspecify.annotations.Nullable;

/**
 * One public key of a key set, prepared for verification.
 *
 * @param kid key id (RFC 7517 section 4.5), {@code null} when the JWK has none
 * @param publicKey the key for the JCA
 * @param algorithms the algorithms this key may verify: those that its type, size, curve
 * and {@code alg} allow
 * @param issuer the issuer whose tokens the key may verify, {@code null} for any
 */
public record VerificationKey(@Nullable String kid, PublicKey publicKey, Set<JwsAlgorithm> algorithms,
		@Nullable String issuer) {

	public VerificationKey {
		algorithms = Set.copyOf(algorithms);
	}

	/**
	 * Whether this key may verify such a signature, genuine or not.
	 * @param algorithm the algorithm that the token names
	 * @param signature the signature as in the token
	 * @return whether the key fits the algorithm and the signature is legal for both
	 */
	boolean allows(JwsAlgorithm algorithm, byte[] signature) {
		return this.algorithms.contains(algorithm) && isLegal(algorithm, signature);
	}

	private boolean isLegal(JwsAlgorithm algorithm, byte[] signature) {
		if (this.publicKey instanceof RSAPublicKey rsaKey) {
			return signature.length == (rsaKey.getModulus().bitLength() + 7) / 8;
		}
		return signature.length == algorithm.signatureLength()
				&& (algorithm.name().startsWith("Ed") || isLegalEcdsa(algorithm, signature));
	}

	/**
	 * Both halves are within the order of the curve; a JVM has been wrong about that
	 * (CVE-2022-21449).
	 */
	private static boolean isLegalEcdsa(JwsAlgorithm algorithm, byte[] signature) {
		try {
			ECDSA.ensureLegalSignature(signature, JWSAlgorithm.parse(algorithm.name()));
			return true;
		}
		catch (JOSEException ex) {
			return false;
		}
	}

}
