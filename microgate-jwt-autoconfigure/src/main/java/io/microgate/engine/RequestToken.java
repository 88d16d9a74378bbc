package io.microgate.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.binding.BindingOutcome;
import io.microgate.binding.PresentedToken;
import io.microgate.binding.TokenBinding;
import io.microgate.binding.TokenScheme;
import io.microgate.binding.UsedProof;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.Extraction;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenTrace;
import io.microgate.jwt.TokenVerification;
import io.microgate.jwt.Verification;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Extracts and verifies the token of one request, and checks who sends it. First comes
 * what holds for all requests with the token and may be remembered, then what is checked
 * for each of them: revocation, binding, and last of all the proof, which is used up.
 * Whatever is thrown here refuses the request.
 */
final class RequestToken {

	/**
	 * In which a corrected file is read again, and proofs that fill the store grow old.
	 */
	private static final Duration RETRY = Duration.ofSeconds(5);

	private final RequestFacts request;

	private final Resolution resolution;

	private TokenScheme scheme = TokenScheme.NONE;

	/** Found among the remembered tokens, and still to be checked for this request. */
	private @Nullable Verification remembered;

	/** Read already, and still to be verified. */
	private @Nullable TokenVerification prepared;

	private @Nullable Verification verification;

	/** Found good and not used up yet. */
	private @Nullable UsedProof proof;

	/** Completes with the reason to refuse the request for its proof, if there is one. */
	private @Nullable CompletableFuture<@Nullable DenyReason> usedProof;

	/** Made before the proof is used up, and holds if it can be. */
	private @Nullable Decision decision;

	RequestToken(RequestFacts request, Resolution resolution) {
		this.request = request;
		this.resolution = resolution;
	}

	/** Takes over what became of the proof of the same request, which is used up once. */
	void after(RequestToken earlier) {
		this.usedProof = earlier.usedProof;
	}

	/**
	 * Takes over what became of the proof of the same request in the decision that
	 * counts. If it has used none, the proof counts as unused.
	 */
	void beside(Decision enforced) {
		DenyReason reason = enforced.reason();
		boolean used = reason == DenyReason.DPOP_REPLAY || reason == DenyReason.DPOP_UNAVAILABLE;
		this.usedProof = CompletableFuture.completedFuture(used ? reason : null);
	}

	/** The scheme that the token was sent with, or would have been. */
	TokenScheme scheme() {
		return this.scheme;
	}

	/** The outcome, {@code null} while there is none. */
	@Nullable Verification verification() {
		return this.verification;
	}

	/** Whether the request is refused for its token. */
	boolean isRefused() {
		return this.verification != null && this.verification.refusal() != null;
	}

	/** Whether the request is refused because it has no token. */
	boolean isMissing() {
		return this.verification != null && this.verification.refusal() == DenyReason.TOKEN_MISSING;
	}

	/**
	 * Looks for the token.
	 * @param trace records where it is, {@code null} for no record
	 * @return the token, or {@code null} when none was found, which is a refusal then
	 */
	@Nullable SentToken extract(@Nullable TokenTrace trace) {
		Extraction extraction = rule().extractor().extract(this.request, trace);
		this.scheme = extraction.scheme();
		if (extraction.refusal() != null) {
			this.verification = Verification.refused(extraction.refusal());
		}
		return extraction.token();
	}

	/**
	 * Looks whether the token has been verified before, and checks no signature, neither
	 * that of the token nor that of a proof.
	 * @param token the token as sent
	 * @return the verified token, or {@code null} when {@link #verify} has to be asked
	 */
	@Nullable Jwt remembered(SentToken token) {
		Verification known = rule().verifier().remembered(token);
		if (known == null) {
			return null;
		}
		this.remembered = known;
		PresentedToken presented = presented(token, known);
		return rule().binding().isSlow(presented) ? null : record(checked(known, presented, null));
	}

	/**
	 * Whether verifying a token that is not {@link #remembered} takes no longer than to
	 * hand it over to another thread. A proof is signed with a key of the client's
	 * choice.
	 * @param token the token as sent
	 * @return {@code false} also if that is not known
	 */
	boolean isQuickToVerify(SentToken token) {
		if (this.remembered != null || this.scheme == TokenScheme.DPOP) {
			return false;
		}
		this.prepared = rule().verifier().prepare(token);
		return this.prepared.isQuick();
	}

	/**
	 * Verifies a token that is not {@link #remembered}, and who sends it. Never blocks.
	 * @param token the token as sent
	 * @return completes with the verified token, or with {@code null} when it is refused
	 */
	CompletableFuture<@Nullable Jwt> verify(SentToken token) {
		CompletableFuture<Verification> known;
		if (this.remembered != null) {
			known = CompletableFuture.completedFuture(this.remembered);
		}
		else {
			known = (this.prepared != null) ? this.prepared.verify() : rule().verifier().verify(token);
		}
		return known.thenCompose((outcome) -> proved(token, outcome)).thenApply(this::record);
	}

	/** Verifies a token with the keys at hand, and records how. Uses up no proof. */
	CompletableFuture<@Nullable Jwt> verify(SentToken token, TokenTrace trace) {
		return rule().verifier()
			.verify(token, trace)
			.thenApply((outcome) -> checked(outcome, token, trace))
			.thenApply(this::record);
	}

	/** Takes a test's word for who sends the request. */
	@Nullable Jwt assume(Verification assumed) {
		return record(assumed);
	}

	/** Decides about the request by what became of the token. */
	Decision decide() {
		return (this.decision != null) ? this.decision : this.resolution.decide(this.verification, this.request);
	}

	private JwtRule rule() {
		return Objects.requireNonNull(this.resolution.authentication());
	}

	private PresentedToken presented(SentToken token, Verification outcome) {
		return new PresentedToken(token, this.scheme, outcome.confirmation(), this.request);
	}

	private @Nullable Jwt record(Verification outcome) {
		this.verification = outcome;
		return outcome.jwt();
	}

	/** Judges what may differ between requests with the same token. */
	private Verification checked(Verification outcome, PresentedToken presented, @Nullable Instant time) {
		if (outcome.jwt() == null) {
			return outcome;
		}
		DenyReason refusal = rule().revoked().check(outcome.jwt().getClaims());
		if (refusal == null) {
			TokenBinding binding = rule().binding();
			BindingOutcome held = (time != null) ? binding.check(presented, time) : binding.check(presented);
			refusal = held.refusal();
			this.proof = held.proof();
		}
		return (refusal != null) ? outcome.refusedFor(refusal, retryAfter(refusal)) : outcome;
	}

	/** Without a signature of the token there is no proof that names it. */
	private Verification checked(Verification outcome, SentToken token, TokenTrace trace) {
		Verification checked = checked(outcome, presented(token, outcome), trace.time());
		return (checked.refusal() == DenyReason.DPOP_MISSING && trace.assumeProof()) ? outcome : checked;
	}

	/** A part that is not available is not waited for. */
	private static @Nullable Duration retryAfter(DenyReason refusal) {
		return (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) ? RETRY : null;
	}

	/** Uses up the proof of a request that nothing else refuses. */
	private CompletableFuture<Verification> proved(SentToken token, Verification outcome) {
		Verification checked = checked(outcome, presented(token, outcome), null);
		if (this.proof == null) {
			return CompletableFuture.completedFuture(checked);
		}
		Decision foreseen = this.resolution.decide(checked, this.request);
		if (!foreseen.allowed()) {
			this.decision = foreseen;
			return CompletableFuture.completedFuture(checked);
		}
		if (this.usedProof == null) {
			this.usedProof = rule().binding().use(this.proof);
		}
		return this.usedProof.thenApply((refusal) -> afterUse(checked, foreseen, refusal));
	}

	private Verification afterUse(Verification checked, Decision foreseen, @Nullable DenyReason refusal) {
		if (refusal == null) {
			this.decision = foreseen;
			return checked;
		}
		return checked.refusedFor(refusal, retryAfter(refusal));
	}

}
