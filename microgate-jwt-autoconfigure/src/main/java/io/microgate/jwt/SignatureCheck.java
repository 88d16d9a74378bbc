package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.jose.VerificationKey;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySet;
import org.jspecify.annotations.Nullable;

/**
 * Whether one token is signed by a key of one source. Every key set is asked once,
 * however many entries name the source.
 */
final class SignatureCheck {

	private final UnverifiedToken token;

	private final JwksSource source;

	/** Keys that did not verify the signature, which no other key set makes up for. */
	private List<VerificationKey> failed = List.of();

	private KeyTrials trials;

	private @Nullable CompletableFuture<JwksSource.WaitOutcome> wait;

	private @Nullable KeySet judgedBy;

	private @Nullable Outcome outcome;

	private @Nullable SigningEvidence evidence;

	/**
	 * A check that has not been made.
	 * @param token the token
	 * @param source whose keys are tried
	 * @param trials how many keys may be tried, shared by all checks of the token
	 */
	SignatureCheck(UnverifiedToken token, JwksSource source, KeyTrials trials) {
		this.token = token;
		this.source = source;
		this.trials = trials;
	}

	/**
	 * A check that takes the signature for good, to explain what follows. No key is
	 * looked at, and there is no {@link #evidence()}.
	 */
	static SignatureCheck assumedGood(UnverifiedToken token, JwksSource source) {
		SignatureCheck check = new SignatureCheck(token, source, new KeyTrials());
		check.outcome = Outcome.VERIFIED;
		return check;
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
	 * @param next how many further keys may be tried then, shared by all checks that wait
	 * @return completes when the outcome is final
	 */
	CompletableFuture<Void> await(KeyTrials next) {
		CompletableFuture<JwksSource.WaitOutcome> keys = (outcome() == Outcome.KEYS_MISSING)
				? this.source.awaitFirstAttempt() : this.source.fetchUnknownKey();
		this.wait = keys;
		this.trials = next;
		return keys.thenAccept(this::judgeAgain);
	}

	/** Ends the waiting, if there is any. */
	void giveUp() {
		if (this.wait != null) {
			this.wait.complete(JwksSource.WaitOutcome.GIVEN_UP);
		}
	}

	private void judgeAgain(JwksSource.WaitOutcome wait) {
		Outcome again = (this.judgedBy != null && this.judgedBy == this.source.keys()) ? outcome() : judge();
		boolean undecided = again == Outcome.KEY_NOT_IN_SET && wait == JwksSource.WaitOutcome.GIVEN_UP;
		this.outcome = undecided ? Outcome.KEYS_MISSING : again;
	}

	private Outcome judge() {
		KeySet keys = this.source.keys();
		this.judgedBy = keys;
		if (keys == null) {
			return Outcome.KEYS_MISSING;
		}
		KeySet.Candidates candidates = this.token.candidates(keys);
		boolean signed = false;
		for (VerificationKey key : candidates.keys()) {
			if (this.failed.contains(key)) {
				continue;
			}
			if (!this.trials.take()) {
				return signed ? Outcome.OTHER_ISSUER : Outcome.TOO_MANY_KEYS;
			}
			if (!this.token.isSignedBy(key)) {
				addFailed(key);
			}
			else if (this.token.isFromIssuerOf(key)) {
				this.evidence = new SigningEvidence(this.source, this.token, key, keys);
				return Outcome.VERIFIED;
			}
			else {
				signed = true;
			}
		}
		return signed ? Outcome.OTHER_ISSUER : withoutVerifyingKey(keys, candidates);
	}

	/** Most checks see no key fail, so the list is made only then. */
	private void addFailed(VerificationKey key) {
		if (this.failed.isEmpty()) {
			this.failed = new ArrayList<>(1);
		}
		this.failed.add(key);
	}

	private Outcome withoutVerifyingKey(KeySet keys, KeySet.Candidates candidates) {
		if (!candidates.complete()) {
			return Outcome.TOO_MANY_KEYS;
		}
		if (this.token.namesUnknownKey(keys)) {
			return Outcome.KEY_NOT_IN_SET;
		}
		return candidates.keys().isEmpty() ? Outcome.NO_KEY_FITS : Outcome.NOT_SIGNED;
	}

	enum Outcome {

		/** A key of the source verifies the signature. */
		VERIFIED,

		/**
		 * Keys of the source verify the signature, but only for tokens of other issuers.
		 */
		OTHER_ISSUER,

		/** The keys that the token asks for do not verify its signature. */
		NOT_SIGNED,

		/**
		 * More keys fit than a token may try, and those that it tried do not verify its
		 * signature.
		 */
		TOO_MANY_KEYS,

		/** The token names a key of the set, or none, but no key may be used for it. */
		NO_KEY_FITS,

		/** The token names a key that the set does not have. */
		KEY_NOT_IN_SET,

		/** There is no key set, or waiting for the key was given up. */
		KEYS_MISSING

	}

}
