package io.microgate.jose;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures for all tokens and proofs of an application, with the JDK or with a
 * provider that has been checked.
 */
public final class Signatures {

	private static final Log logger = LogFactory.getLog(Signatures.class);

	private final Map<JwsAlgorithm, Provider> providers = new ConcurrentHashMap<>();

	private Signatures() {
	}

	/**
	 * Creates what verifies all signatures with the JDK.
	 * @return the signatures
	 */
	public static Signatures ofJdk() {
		return new Signatures();
	}

	/**
	 * Verifies signatures with another provider from now on. It verifies as it is passed
	 * to the JCA, and is not registered for anything else.
	 */
	void use(Provider provider, Set<JwsAlgorithm> algorithms) {
		algorithms.forEach((algorithm) -> this.providers.put(algorithm, provider));
	}

	/**
	 * Returns the provider that verifies the signatures of an algorithm, {@code null} for
	 * the JDK.
	 */
	@Nullable Provider provider(JwsAlgorithm algorithm) {
		return this.providers.get(algorithm);
	}

	/**
	 * Whether a provider verifies the signatures of an algorithm, and not the JDK.
	 * @param algorithm the algorithm
	 * @return whether a provider is used now
	 */
	public boolean isAccelerated(JwsAlgorithm algorithm) {
		return this.providers.containsKey(algorithm);
	}

	/**
	 * Verifies a signature with a key.
	 * @param key the key
	 * @param algorithm the algorithm that the token names
	 * @param signingInput what is signed (RFC 7515 section 5.1)
	 * @param signature the signature as in the token
	 * @return whether the key fits the algorithm and the signature is genuine
	 */
	public boolean verify(VerificationKey key, JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) {
		if (!key.allows(algorithm, signature)) {
			return false;
		}
		Provider provider = this.providers.get(algorithm);
		if (provider != null) {
			try {
				return verify(algorithm.verifier(key.publicKey(), provider), signingInput, signature);
			}
			catch (InvalidKeyException | SignatureException ex) {
				// what the provider cannot read is for the JDK to decide
			}
			catch (Exception | LinkageError | AssertionError ex) {
				withdraw(algorithm, provider, ex);
			}
		}
		return verifyWithJdk(key, algorithm, signingInput, signature);
	}

	private static boolean verifyWithJdk(VerificationKey key, JwsAlgorithm algorithm, byte[] signingInput,
			byte[] signature) {
		try {
			return verify(algorithm.verifier(key.publicKey(), null), signingInput, signature);
		}
		catch (SignatureException ex) {
			// bytes that are no signature at all
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The JCA refuses a key or algorithm that it accepted before", ex);
		}
	}

	private static boolean verify(Signature verifier, byte[] signingInput, byte[] signature) throws SignatureException {
		verifier.update(signingInput);
		return verifier.verify(signature);
	}

	/** The message of a failure is not logged: it might quote what was sent. */
	private void withdraw(JwsAlgorithm algorithm, Provider provider, Throwable failure) {
		if (this.providers.remove(algorithm, provider)) {
			logger.warn("%s failed with %s, so the JDK verifies signatures of %s until the application is restarted"
				.formatted(provider.getName(), failure.getClass().getName(), algorithm));
			logger.debug("The provider failed", failure);
		}
	}

}
