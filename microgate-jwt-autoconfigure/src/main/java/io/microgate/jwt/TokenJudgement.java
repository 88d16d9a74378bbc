package io.microgate.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource;
import io.microgate.match.ExpressionBudget;
import io.microgate.match.TextNotJudgedException;
import org.jspecify.annotations.Nullable;

/**
 * Judges one token by all entries of {@code requireAny}. Entries whose keys are at hand
 * come first; only for an entry that the claims do not rule out keys are awaited.
 */
final class TokenJudgement {

	private final UnverifiedToken token;

	private final TokenCache cache;

	private final PrincipalRules principalRules;

	private final @Nullable DenyReason timeRefusal;

	private final WaitingRequests waitingRequests;

	private final KeyTrials trials = new KeyTrials();

	/** One for each source, in the order of {@link TokenRequirements#sources}. */
	private final List<SignatureCheck> checks;

	private final List<Entry> entries;

	private final @Nullable TokenTrace trace;

	TokenJudgement(UnverifiedToken token, TokenRequirements requirements, PrincipalRules principalRules,
			TimeRules timeRules, TokenCache cache, WaitingRequests waitingRequests, @Nullable TokenTrace trace) {
		this.token = token;
		this.principalRules = principalRules;
		this.cache = cache;
		this.waitingRequests = waitingRequests;
		this.trace = trace;
		this.timeRefusal = timeRules.check(token.claims().times());
		this.checks = new ArrayList<>(requirements.sources().size());
		for (JwksSource source : requirements.sources()) {
			this.checks.add(check(source));
		}
		List<TokenRequirement> all = requirements.all();
		this.entries = new ArrayList<>(all.size());
		ExpressionBudget budget = ExpressionBudget.ofToken();
		for (int i = 0; i < all.size(); i++) {
			SignatureCheck check = this.checks.get(requirements.sourceIndexes().get(i));
			this.entries.add(entry(all.get(i), check, budget));
		}
	}

	private Entry entry(TokenRequirement requirement, SignatureCheck check, ExpressionBudget budget) {
		try {
			return new Entry(requirement, check, requirement.check(this.token.claims(), budget), false);
		}
		catch (TextNotJudgedException ex) {
			return new Entry(requirement, check, null, true);
		}
	}

	private SignatureCheck check(JwksSource source) {
		boolean assumed = this.trace != null && this.trace.isSignatureAssumed();
		return assumed ? SignatureCheck.assumedGood(this.token, source)
				: new SignatureCheck(this.token, source, this.trials);
	}

	CompletableFuture<Verification> judge() {
		for (Entry entry : this.entries) {
			if (isSatisfied(entry)) {
				return CompletableFuture.completedFuture(verified(entry));
			}
		}
		if (this.trace != null) {
			return CompletableFuture.completedFuture(refusal());
		}
		List<SignatureCheck> waiting = new ArrayList<>(0);
		for (SignatureCheck check : this.checks) {
			if (isWaitedFor(check)) {
				waiting.add(check);
			}
		}
		return waiting.isEmpty() ? CompletableFuture.completedFuture(refusal()) : judgeAfter(waiting);
	}

	/**
	 * The fetches are asked for even if this request may not wait for them: others can,
	 * and without a fetch there is nothing to wait for.
	 */
	private CompletableFuture<Verification> judgeAfter(List<SignatureCheck> waiting) {
		CompletableFuture<Verification> verification = new CompletableFuture<>();
		KeyTrials next = new KeyTrials();
		CompletableFuture<?>[] waits = waiting.stream()
			.map((check) -> check.await(next).thenRun(() -> completeIfSatisfied(check, verification)))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(waits).thenApply((done) -> refusal()).whenComplete((refusal, failure) -> {
			if (failure != null) {
				verification.completeExceptionally(failure);
			}
			else {
				verification.complete(refusal);
			}
		});
		if (!verification.isDone() && !this.waitingRequests.join(verification)) {
			waiting.forEach(SignatureCheck::giveUp);
		}
		return verification;
	}

	private void completeIfSatisfied(SignatureCheck check, CompletableFuture<Verification> verification) {
		this.entries.stream()
			.filter((entry) -> entry.check() == check && isSatisfied(entry))
			.findFirst()
			.ifPresent((entry) -> verification.complete(verified(entry)));
	}

	private boolean isSatisfied(Entry entry) {
		return entry.ruledOutBy() == null && this.timeRefusal == null
				&& entry.check().outcome() == SignatureCheck.Outcome.VERIFIED && verifiedClaimsRefusal(entry) == null;
	}

	/** What claims lack that are verified. */
	private @Nullable DenyReason verifiedClaimsRefusal(Entry entry) {
		DenyReason refusal = entry.refusal(this.token.claims());
		boolean nameless = refusal == null && this.principalRules.isNameMissing(this.token.claims());
		return nameless ? DenyReason.TOKEN_CLAIMS : refusal;
	}

	private boolean isWaitedFor(SignatureCheck check) {
		for (Entry entry : this.entries) {
			if (entry.check() == check && entry.ruledOutBy() == null) {
				return check.isWorthWaiting();
			}
		}
		return false;
	}

	private Verification verified(Entry entry) {
		VerifiedJwt jwt = this.principalRules.principal(this.token);
		Verification verification = Verification.verified(jwt, entry.check().source().name(),
				this.token.claims().confirmation());
		if (this.trace == null) {
			this.cache.remember(this.token, jwt, verification, entry.check().evidence());
		}
		return verification;
	}

	/** Records how far the token came in each entry, once it has been judged. */
	void record(TokenTrace record) {
		for (Entry entry : this.entries) {
			DenyReason failure = null;
			if (entry.lacksKeys()) {
				failure = (entry.ruledOutBy() != null) ? entry.ruledOutBy() : DenyReason.KEY_UNAVAILABLE;
			}
			else if (!isSatisfied(entry)) {
				failure = reason(entry);
			}
			record.add(new TokenTrace.Entry(failure, entry.lacksKeys(),
					entry.check().outcome() == SignatureCheck.Outcome.OTHER_ISSUER, (failure == DenyReason.TOKEN_CLAIMS)
							? entry.requirement().firstUnmetClaim(this.token.claims()) : -1));
		}
	}

	private Verification refusal() {
		Verification unavailable = null;
		Duration soonest = null;
		for (Entry entry : this.entries) {
			Duration retryAfter = (entry.ruledOutBy() == null && entry.lacksKeys())
					? entry.check().source().retryAfter() : null;
			if (retryAfter != null && (soonest == null || retryAfter.compareTo(soonest) < 0)) {
				soonest = retryAfter;
				unavailable = new Verification(null, DenyReason.KEY_UNAVAILABLE, retryAfter,
						entry.check().source().name(), null);
			}
		}
		return (unavailable != null) ? unavailable : furthest();
	}

	/**
	 * Refuses for the reason of the entry that got furthest; what claims say counts only
	 * where no entry has the keys to check the signature.
	 */
	private Verification furthest() {
		boolean checked = false;
		for (Entry entry : this.entries) {
			checked = checked || !entry.lacksKeys();
		}
		DenyReason furthest = null;
		String jwks = null;
		for (Entry entry : this.entries) {
			if (!checked || !entry.lacksKeys()) {
				DenyReason reason = checked ? reason(entry) : Objects.requireNonNull(entry.ruledOutBy());
				if (furthest == null || reason.compareTo(furthest) > 0) {
					furthest = reason;
					jwks = entry.check().source().name();
				}
			}
		}
		return new Verification(null, (furthest != null) ? furthest : DenyReason.KEY_UNKNOWN, null, jwks, null);
	}

	private DenyReason reason(Entry entry) {
		return switch (entry.check().outcome()) {
			case KEY_NOT_IN_SET, TOO_MANY_KEYS, NO_KEY_FITS, KEYS_MISSING -> DenyReason.KEY_UNKNOWN;
			case NOT_SIGNED -> DenyReason.TOKEN_SIGNATURE;
			case OTHER_ISSUER -> DenyReason.TOKEN_ISSUER;
			case VERIFIED -> {
				DenyReason refusal = verifiedClaimsRefusal(entry);
				yield Objects.requireNonNull((refusal != null) ? refusal : this.timeRefusal);
			}
		};
	}

	/**
	 * An entry of {@code requireAny} for this token.
	 *
	 * @param requirement what is required
	 * @param check whether a key of its JWKS has signed
	 * @param ruledOutBy what issuer, audience or subject lack, verified or not
	 * @param postponed whether only verified claims are worth what comparing them costs
	 */
	private record Entry(TokenRequirement requirement, SignatureCheck check, @Nullable DenyReason ruledOutBy,
			boolean postponed) {

		/** What claims lack that are verified. */
		@Nullable DenyReason refusal(TokenClaims claims) {
			DenyReason refusal = this.postponed ? this.requirement.check(claims, ExpressionBudget.unlimited())
					: this.ruledOutBy;
			return (refusal != null) ? refusal : this.requirement.checkVerified(claims);
		}

		boolean lacksKeys() {
			return this.check.outcome() == SignatureCheck.Outcome.KEYS_MISSING;
		}

	}

}
