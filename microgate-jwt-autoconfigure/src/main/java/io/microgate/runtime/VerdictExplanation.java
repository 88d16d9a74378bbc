package io.microgate.runtime;

import java.util.Objects;

import io.microgate.coverage.EntryAuthorization;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.engine.Explanation;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenTrace;
import io.microgate.policy.Answer;
import io.microgate.policy.ClaimTrace;
import org.jspecify.annotations.Nullable;

/**
 * Explains the decision itself.
 */
final class VerdictExplanation {

	private final TracedConfiguration traced;

	private final Decision decision;

	private final ExplainedToken token;

	VerdictExplanation(TracedConfiguration traced, ExplainedToken token) {
		this.traced = traced;
		this.decision = traced.trace().decision();
		this.token = token;
	}

	Explanation.Verdict explain() {
		DenyReason reason = isPassed() ? null : this.decision.reason();
		EntryReference entry = this.decision.entry();
		boolean assumed = !this.token.signed() && !this.traced.trace().token().entries().isEmpty();
		return new Explanation.Verdict((reason != null) ? "deny" : "allow", assumed ? "the signature is good" : null,
				(reason != null) ? reason.code() : null, (reason != null) ? reason.status() : null,
				this.decision.route(), policy(entry), (entry != null) ? entry.number() : null, place(),
				(entry != null) ? entry.jwt() : null, this.decision.jwks(), expected());
	}

	/** Without an entry that decides, the policy is that of the route. */
	private @Nullable String policy(@Nullable EntryReference entry) {
		if (entry != null) {
			return entry.policy();
		}
		return this.traced.trace().rules().isEmpty() ? null
				: this.traced.trace().rules().get(0).rule().reference().policy();
	}

	/** Whether the request is left to the application. */
	private boolean isPassed() {
		return this.traced.trace().unmatched() && this.traced.configuration().passesUnmatchedRequests();
	}

	private @Nullable String place() {
		EntryReference entry = this.decision.entry();
		if (entry == null) {
			String policy = policy(null);
			return (policy != null) ? this.traced.placeOfPolicy(policy) : null;
		}
		if (this.decision.reason() == DenyReason.POLICY_DENY) {
			return this.traced.placeIn(this.traced.rule(), "authorization", "deny");
		}
		ClaimTrace claim = failedClaim(this.traced);
		if (claim != null) {
			return ClaimExplanations.place(this.traced, claim);
		}
		int requirement = RequirementExplanations.deciding(this.traced);
		return (requirement >= 0) ? RequirementExplanations.place(this.traced, requirement,
				this.traced.trace().token().entries().get(requirement)) : entry.place();
	}

	/** The first condition on a claim that refuses, {@code null} if none does. */
	static @Nullable ClaimTrace failedClaim(TracedConfiguration traced) {
		DenyReason reason = traced.trace().decision().reason();
		for (ClaimTrace claim : traced.trace().claims()) {
			boolean refuses = switch (claim.group()) {
				case ALL -> reason == DenyReason.CLAIMS_REQUIRE_ALL && claim.answer() != Answer.YES;
				case ANY -> reason == DenyReason.CLAIMS_REQUIRE_ANY;
				case NONE -> reason == DenyReason.CLAIMS_REQUIRE_NONE && claim.answer() != Answer.NO;
			};
			if (refuses) {
				return claim;
			}
		}
		return null;
	}

	private String expected() {
		DenyReason reason = this.decision.reason();
		if (reason == null) {
			return allowed();
		}
		return switch (reason) {
			case ROUTE_NONE ->
				isPassed() ? "No route has the path of the request, and 'microgate.unmatched-requests' is 'pass'"
						: "A route has the host, path, method, headers and query parameters of the request";
			case POLICY_NONE -> "An entry of policy '%s' has conditions that the request meets".formatted(policy(null));
			case POLICY_DENY -> "The entry denies every request";
			case REQUEST_PATH -> "The path and host of the request have one reading, which costs little to compare";
			case ERROR_INTERNAL -> "Nothing fails while deciding";
			default -> expectedOfToken(reason);
		};
	}

	private String allowed() {
		if (this.traced.trace().rule() == null) {
			return "The path of the health endpoint is open";
		}
		return "The entry asks for: "
				+ new EntryAuthorization(Objects.requireNonNull(this.traced.entry().authorization())).describe();
	}

	private String expectedOfToken(DenyReason reason) {
		String jwt = "JWT '%s' expects ".formatted(this.traced.jwtName());
		TokenSources sources = new TokenSources(this.traced.jwt());
		ClaimTrace claim = failedClaim(this.traced);
		if (claim != null) {
			return "The entry expects %s claim '%s' %s".formatted(
					(claim.group() == ClaimTrace.Group.NONE) ? "that not" : "that",
					ClaimExplanations.claim(this.traced, claim).name(),
					ClaimExplanations.expected(ClaimExplanations.claim(this.traced, claim)));
		}
		return switch (reason) {
			case TOKEN_MISSING -> jwt + "a token as " + sources.describeAll();
			case TOKEN_AMBIGUOUS -> jwt + "one token only";
			case TOKEN_TOO_LARGE -> jwt + "a token of at most " + this.traced.jwt().extensions().maxTokenSize();
			case REQUEST_CROSS_SITE -> jwt + "a cookie from its own origin only";
			default -> jwt + expectedAt(Objects.requireNonNull(TokenStep.of(reason)));
		};
	}

	private String expectedAt(TokenStep step) {
		int number = Math.max(0, RequirementExplanations.deciding(this.traced));
		JwtSpec.RequireAny spec = this.traced.requirements().get(number);
		TokenTrace.Entry entry = this.traced.trace().token().entries().isEmpty() ? null
				: this.traced.trace().token().entries().get(number);
		return TokenTexts.expected(step, this.traced.jwt(), spec, entry);
	}

}
