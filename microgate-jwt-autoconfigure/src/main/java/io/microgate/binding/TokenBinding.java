package io.microgate.binding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.microgate.certificate.CertificateSource;
import io.microgate.certificate.PresentedCertificate;
import io.microgate.constraint.DurationText;
import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether the sender of a verified token is who the token is bound to.
 */
public final class TokenBinding {

	private static final long STORE_TIMEOUT_SECONDS = 5;

	private final @Nullable String required;

	private final boolean provable;

	private final ProofCheck proofs;

	private final CertificateSource certificates;

	private final ProofStore store;

	private final Clock clock;

	private final FailureLog failures;

	private TokenBinding(@Nullable BindingSpec spec, BindingResources resources) {
		PublicOrigins origins = PublicOrigins.compile(resources.publicOrigins());
		this.required = (spec != null) ? spec.required() : null;
		this.provable = !origins.isEmpty();
		Duration maxAge = DurationText.parse((spec != null) ? spec.proofAge() : BindingSpec.DEFAULT_PROOF_AGE);
		this.proofs = new ProofCheck(origins, maxAge, resources.longestProofAge(), resources.signatures());
		this.certificates = resources.certificates();
		this.store = resources.proofs();
		this.clock = resources.clock();
		this.failures = new FailureLog(this.clock);
	}

	/**
	 * Compiles the binding of a JWT.
	 * @param spec a spec that has been checked, {@code null} if nothing is configured
	 * @param resources what it is checked with
	 * @return the binding
	 */
	public static TokenBinding compile(@Nullable BindingSpec spec, BindingResources resources) {
		return new TokenBinding(spec, resources);
	}

	/**
	 * The schemes that {@code Authorization} may have. A proof names an origin, without
	 * which none can be checked.
	 * @return the schemes of which a token is accepted
	 */
	public List<TokenScheme> schemes() {
		if (!this.provable) {
			return List.of(TokenScheme.BEARER);
		}
		return "dpop".equals(this.required) ? List.of(TokenScheme.DPOP) : List.of(TokenScheme.BEARER, TokenScheme.DPOP);
	}

	/**
	 * Whether tokens that are bound to nothing are rejected.
	 * @return {@code true} if every token must be bound
	 */
	public boolean isRequired() {
		return this.required != null;
	}

	/**
	 * Whether checking a token takes so long, because of a signature, that an event loop
	 * should not do it.
	 * @param token the token
	 * @return {@code false} if it takes no longer than a look-up
	 */
	public boolean isSlow(PresentedToken token) {
		return token.confirmation() != null && token.confirmation().thumbprint() != null;
	}

	/**
	 * Checks what the token is bound to. Uses up no proof.
	 * @param token the token
	 * @return whether it holds
	 */
	public BindingOutcome check(PresentedToken token) {
		return check(token, this.clock.instant());
	}

	/**
	 * Checks what the token is bound to at another time. Uses up no proof.
	 * @param token the token
	 * @param now the time to judge by
	 * @return whether it holds
	 */
	public BindingOutcome check(PresentedToken token, Instant now) {
		Confirmation confirmation = token.confirmation();
		if (confirmation == null) {
			return (this.required != null || token.scheme() == TokenScheme.DPOP) ? unbound() : BindingOutcome.HOLDS;
		}
		boolean known = confirmation.thumbprint() != null || confirmation.certificate() != null;
		if (!known || !isAsRequired(confirmation) || !isCertified(token, confirmation)) {
			return unbound();
		}
		String thumbprint = confirmation.thumbprint();
		if (thumbprint == null) {
			return (token.scheme() == TokenScheme.DPOP) ? unbound() : BindingOutcome.HOLDS;
		}
		boolean provable = this.provable && token.scheme() == TokenScheme.DPOP;
		return provable ? this.proofs.check(token, thumbprint, now) : unbound();
	}

	private static BindingOutcome unbound() {
		return BindingOutcome.refused(DenyReason.TOKEN_BINDING);
	}

	private boolean isAsRequired(Confirmation confirmation) {
		if (this.required == null) {
			return true;
		}
		return switch (this.required) {
			case "dpop" -> confirmation.thumbprint() != null;
			case "certificate" -> confirmation.certificate() != null;
			case "any" -> true;
			default -> false;
		};
	}

	private boolean isCertified(PresentedToken token, Confirmation confirmation) {
		if (confirmation.certificate() == null) {
			return true;
		}
		PresentedCertificate presented = this.certificates.read(token.request());
		return presented.certificate() != null && presented.thumbprint().equals(confirmation.certificate());
	}

	/**
	 * Uses up a proof, last of all, so that a request that is refused for another reason
	 * can be sent again.
	 * @param proof the proof
	 * @return completes with the reason to refuse the request, {@code null} if there is
	 * none; never exceptionally
	 */
	public CompletableFuture<@Nullable DenyReason> use(UsedProof proof) {
		try {
			return this.store.remember(proof)
				.toCompletableFuture()
				.copy()
				.orTimeout(STORE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
				.handle(this::refusal);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.completedFuture(refusal(null, ex));
		}
	}

	private @Nullable DenyReason refusal(ProofStore.@Nullable Answer answer, @Nullable Throwable failure) {
		if (answer == null) {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			this.failures.log("Refused a request because the store of proofs failed",
					(cause != null) ? cause : new NullPointerException());
			return DenyReason.DPOP_UNAVAILABLE;
		}
		return switch (answer) {
			case REMEMBERED -> null;
			case REPLAYED -> DenyReason.DPOP_REPLAY;
			case UNAVAILABLE -> DenyReason.DPOP_UNAVAILABLE;
		};
	}

}
