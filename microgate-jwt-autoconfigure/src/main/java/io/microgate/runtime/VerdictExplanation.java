package io.microgate.runtime;

import java.util.Objects;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.engine.Expectations;
import io.microgate.engine.Explanation;
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
		return new Explanation.Verdict((reason != null) ? "deny" : "allow", provided(),
				(reason != null) ? reason.code() : null, (reason != null) ? reason.status() : null,
				this.decision.route(), policy(entry), (entry != null) ? entry.number() : null, place(),
				(entry != null) ? entry.jwt() : null, this.decision.jwks(), expected());
	}

	private @Nullable String provided() {
		if (this.token.signed() || this.traced.trace().token().entries().isEmpty()) {
			return null;
		}
		return this.traced.trace().token().isProofAssumed()
				? "the signature is good and the client proves to have the key" : "the signature is good";
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
		if (this.decision.reason() == null) {
			return entry.place();
		}
		if (this.decision.reason() == DenyReason.POLICY_DENY) {
			return this.traced.placeIn(this.traced.rule(), "authorization", "deny");
		}
		ClaimTrace claim = failedClaim(this.traced);
		if (claim != null) {
			return ClaimExplanations.place(this.traced, claim);
		}
		DenyReason reason = this.decision.reason();
		if (reason == DenyReason.TOKEN_STEP_UP) {
			return StepUpExplanations.place(this.traced);
		}
		if (TokenStep.isForEachRequest(reason)) {
			return RequirementExplanations.place(this.traced, 0, new TokenTrace.Entry(reason, false, false, -1));
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
				case ALL -> (reason == DenyReason.CLAIMS_REQUIRE_ALL || isOfCertificate(reason))
						&& claim.answer() != Answer.YES;
				case ANY -> reason == DenyReason.CLAIMS_REQUIRE_ANY || isOfCertificate(reason);
				case NONE -> (reason == DenyReason.CLAIMS_REQUIRE_NONE || isOfCertificate(reason))
						&& claim.answer() != Answer.NO;
			};
			if (refuses) {
				return claim;
			}
		}
		return null;
	}

	private static boolean isOfCertificate(@Nullable DenyReason reason) {
		return reason == DenyReason.CERTIFICATE_MISSING || reason == DenyReason.CERTIFICATE_INVALID
				|| reason == DenyReason.CERTIFICATE_NOT_MET;
	}

	private String expected() {
		if (isPassed()) {
			return "No route has the path of the request, and 'microgate.unmatched-requests' is 'pass'";
		}
		int requirement = RequirementExplanations.deciding(this.traced);
		DenyReason reason = this.decision.reason();
		if (requirement >= 0 && reason != null) {
			return this.traced.texts()
				.expected(Objects.requireNonNull(TokenStep.of(reason)), requirement,
						this.traced.trace().token().entries().get(requirement));
		}
		if (reason == DenyReason.ERROR_INTERNAL && this.traced.trace().request().remoteAddress() == null) {
			return "A condition on the IP address of the client cannot be judged without it; a server always has it";
		}
		MicrogateProperties properties = this.traced.configuration().properties();
		return new Expectations(properties.routes(), properties.jwts(), properties.accessControlPolicies())
			.of(this.decision)
			.text();
	}

}
