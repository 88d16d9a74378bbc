package io.microgate.jwt;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * Whether one token is signed by a key of one source. Every key set is asked once,
 * however many entries name the source.
 */
final class SignatureCheck {

	private final UnverifiedToken token;

	private final JwksSource source;

	private @Nullable KeySet judgedBy;

	private @Nullable Outcome outcome;

	private @Nullable SigningEvidence evidence;

	SignatureCheck(UnverifiedToken token, JwksSource source) {
		this.token = token;
		this.source = source;
	}

	JwksSource source() {
		return this.source;
	}

	/**
	 * The outcome with the keys that were at hand when it was first asked for, or after
	 * the last wait.
	 */
	Outcome outcome() {
		if (this.outcome == null) {
			this.outcome = judge();
		}
		return this.outcome;
	}

	/**
	 * Which key has signed the token, when one has.
	 */
	SigningEvidence evidence() {
		return Objects.requireNonNull(this.evidence);
	}

	boolean isWorthWaiting() {
		return outcome() == Outcome.KEYS_MISSING || outcome() == Outcome.KEY_NOT_IN_SET;
	}

	/**
	 * Waits for the keys that are missing, then judges again.
	 * @return completes when the outcome is final
	 */
	CompletableFuture<Void> await() {
		CompletableFuture<JwksSource.Wait> wait = (outcome() == Outcome.KEYS_MISSING) ? this.source.awaitFirstAttempt()
				: this.source.fetchUnknownKey();
		return wait.thenAccept(this::judgeAgain);
	}

	private void judgeAgain(JwksSource.Wait wait) {
		Outcome again = (this.judgedBy != null && this.judgedBy == this.source.keys()) ? outcome() : judge();
		boolean undecided = again == Outcome.KEY_NOT_IN_SET && wait == JwksSource.Wait.GIVEN_UP;
		this.outcome = undecided ? Outcome.KEYS_MISSING : again;
	}

	private Outcome judge() {
		KeySet keys = this.source.keys();
		this.judgedBy = keys;
		if (keys == null) {
			return Outcome.KEYS_MISSING;
		}
		List<VerificationKey> candidates = this.token.candidates(keys);
		for (VerificationKey key : candidates) {
			if (this.token.isSignedBy(key)) {
				this.evidence = new SigningEvidence(this.source, this.token, key, keys);
				return Outcome.VERIFIED;
			}
		}
		if (this.token.namesUnknownKey(keys)) {
			return Outcome.KEY_NOT_IN_SET;
		}
		return candidates.isEmpty() ? Outcome.NO_KEY_FITS : Outcome.NOT_SIGNED;
	}

	enum Outcome {

		/** A key of the source verifies the signature. */
		VERIFIED,

		/** The keys that the token asks for do not verify its signature. */
		NOT_SIGNED,

		/** The token names a key of the set, or none, but no key may be used for it. */
		NO_KEY_FITS,

		/** The token names a key that the set does not have. */
		KEY_NOT_IN_SET,

		/** There is no key set, or waiting for the key was given up. */
		KEYS_MISSING

	}

}
