package io.microgate.jose;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks a provider with one genuine signature per algorithm. Its keys were made for this
 * and sign nothing else.
 */
final class KnownAnswers {

	private static final String FILE = "known-answers.json";

	private final List<VerificationKey> keys = new ArrayList<>();

	private final Map<JwsAlgorithm, CompactJws> tokens = new EnumMap<>(JwsAlgorithm.class);

	private KnownAnswers() {
	}

	static KnownAnswers read() throws IOException, MalformedJoseException {
		KnownAnswers answers = new KnownAnswers();
		try (InputStream file = Objects.requireNonNull(KnownAnswers.class.getResourceAsStream(FILE))) {
			Map<?, ?> content = StrictJson.parseObject(file.readAllBytes());
			for (Object members : (List<?>) Objects.requireNonNull(content.get("keys"))) {
				answers.keys.add(new JwkReader((Map<?, ?>) members, List.of()).read());
			}
			for (Object token : (List<?>) Objects.requireNonNull(content.get("tokens"))) {
				CompactJws jws = CompactJws.parse((String) token);
				answers.tokens.put(JwsAlgorithm.valueOf(jws.header().algorithm()), jws);
			}
		}
		return answers;
	}

	/**
	 * Checks one algorithm of a provider.
	 * @param algorithm the algorithm
	 * @param provider the provider
	 * @return the outcome
	 */
	Outcome check(JwsAlgorithm algorithm, Provider provider) {
		CompactJws jws = Objects.requireNonNull(this.tokens.get(algorithm));
		VerificationKey key = this.keys.stream()
			.filter((candidate) -> candidate.allows(algorithm, jws.signature()))
			.findFirst()
			.orElseThrow();
		try {
			if (!isSupported(algorithm, key, provider)) {
				return Outcome.NOT_SUPPORTED;
			}
			return isRight(algorithm, key, provider, jws) ? Outcome.RIGHT : Outcome.WRONG;
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError | AssertionError ex) {
			return Outcome.WRONG;
		}
	}

	private static boolean isSupported(JwsAlgorithm algorithm, VerificationKey key, Provider provider) {
		try {
			algorithm.verifier(key.publicKey(), provider);
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static boolean isRight(JwsAlgorithm algorithm, VerificationKey key, Provider provider, CompactJws jws)
			throws GeneralSecurityException {
		byte[] signature = jws.signature();
		byte[] input = jws.signingInput();
		if (!accepts(algorithm.verifier(key.publicKey(), provider), input, signature)
				|| accepts(algorithm.verifier(key.publicKey(), provider), damaged(input, input.length - 1), signature)
				|| accepts(algorithm.verifier(key.publicKey(), provider), input, new byte[signature.length])) {
			return false;
		}
		for (int position : new int[] { 1, signature.length / 2, signature.length - 1 }) {
			if (accepts(algorithm.verifier(key.publicKey(), provider), input, damaged(signature, position))) {
				return false;
			}
		}
		return true;
	}

	private static boolean accepts(Signature verifier, byte[] input, byte[] signature) {
		try {
			verifier.update(input);
			return verifier.verify(signature);
		}
		catch (SignatureException ex) {
			return false;
		}
	}

	private static byte[] damaged(byte[] bytes, int position) {
		byte[] damaged = bytes.clone();
		damaged[position] ^= 1;
		return damaged;
	}

	/**
	 * What a provider makes of an algorithm.
	 */
	enum Outcome {

		/** Accepts the genuine signature and none of the damaged ones. */
		RIGHT,

		/** Rejects the genuine signature, accepts a damaged one, or fails. */
		WRONG,

		/** Does not have the algorithm, or not for such a key. */
		NOT_SUPPORTED

	}

}
