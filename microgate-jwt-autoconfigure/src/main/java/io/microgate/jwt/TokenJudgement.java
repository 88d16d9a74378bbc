package io.microgate.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

	private final @Nullable DenyReason timeRefusal;

	private final WaitingRequests waitingRequests;

	private final KeyTrials trials = new KeyTrials();

	private final List<SignatureCheck> checks = new ArrayList<>();

	private final List<Entry> entries = new ArrayList<>();

	TokenJudgement(UnverifiedToken token, List<TokenRequirement> requirements, TimeRules timeRules, TokenCache cache,
			WaitingRequests waitingRequests) {
		this.token = token;
		this.cache = cache;
		this.waitingRequests = waitingRequests;
		this.timeRefusal = timeRules.check(token.claims().times());
		ExpressionBudget budget = ExpressionBudget.ofToken();
		for (TokenRequirement requirement : requirements) {
			this.entries.add(entry(requirement, budget));
		}
	}

	private Entry entry(TokenRequirement requirement, ExpressionBudget budget) {
		SignatureCheck check = check(requirement.source());
		try {
			return new Entry(requirement, check, requirement.check(this.token.claims(), budget), false);
		}
		catch (TextNotJudgedException ex) {
			return new Entry(requirement, check, null, true);
		}
	}

	private SignatureCheck check(JwksSource source) {
		for (SignatureCheck check : this.checks) {
			if (check.source() == source) {
				return check;
			}
		}
		SignatureCheck check = new SignatureCheck(this.token, source, this.trials);
		this.checks.add(check);
		return check;
	}

	CompletableFuture<Verification> judge() {
		for (Entry entry : this.entries) {
			if (isSatisfied(entry)) {
				return CompletableFuture.completedFuture(verified(entry));
			}
		}
		List<SignatureCheck> waiting = this.checks.stream().filter(this::isWaitedFor).toList();
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
				&& entry.check().outcome() == SignatureCheck.Outcome.VERIFIED
				&& entry.refusal(this.token.claims()) == null;
	}

	private boolean isWaitedFor(SignatureCheck check) {
		return this.entries.stream().anyMatch((entry) -> entry.check() == check && entry.ruledOutBy() == null)
				&& check.isWorthWaiting();
	}

	private Verification verified(Entry entry) {
		Verification verification = Verification.verified(this.token.toJwt());
		this.cache.remember(this.token.text(), verification, this.token.claims(), entry.check().evidence());
		return verification;
	}

	private Verification refusal() {
		Optional<Duration> retryAfter = this.entries.stream()
			.filter((entry) -> entry.ruledOutBy() == null && entry.lacksKeys())
			.map((entry) -> entry.check().source().retryAfter())
			.min(Comparator.naturalOrder());
		return retryAfter.map(Verification::unavailable).orElseGet(() -> Verification.refused(furthest()));
	}

	/**
	 * The reason of the entry that got furthest; what claims say counts only where nobody
	 * could be asked for the signature.
	 */
	private DenyReason furthest() {
		return this.entries.stream()
			.filter((entry) -> !entry.lacksKeys())
			.map(this::reason)
			.max(Comparator.naturalOrder())
			.orElseGet(() -> this.entries.stream()
				.map((entry) -> Objects.requireNonNull(entry.ruledOutBy()))
				.max(Comparator.naturalOrder())
				.orElse(DenyReason.KEY_UNKNOWN));
	}

	private DenyReason reason(Entry entry) {
		return switch (entry.check().outcome()) {
			case KEY_NOT_IN_SET, TOO_MANY_KEYS, NO_KEY_FITS, KEYS_MISSING -> DenyReason.KEY_UNKNOWN;
			case NOT_SIGNED -> DenyReason.TOKEN_SIGNATURE;
			case VERIFIED -> {
				DenyReason refusal = entry.refusal(this.token.claims());
				yield Objects.requireNonNull((refusal != null) ? refusal : this.timeRefusal);
			}
		};
	}

	/**
	 * An entry of {@code requireAny} for this token.
	 *
	 * @param requirement what is required
	 * @param check whether a key of its JWKS has signed
	 * @param ruledOutBy what the claims lack, verified or not
	 * @param postponed whether only a verified subject is worth what judging it costs
	 */
	private record Entry(TokenRequirement requirement, SignatureCheck check, @Nullable DenyReason ruledOutBy,
			boolean postponed) {

		/** What claims lack that are verified. */
		@Nullable DenyReason refusal(TokenClaims claims) {
			return this.postponed ? this.requirement.check(claims, ExpressionBudget.unlimited()) : this.ruledOutBy;
		}

		boolean lacksKeys() {
			return this.check.outcome() == SignatureCheck.Outcome.KEYS_MISSING;
		}

	}

}
