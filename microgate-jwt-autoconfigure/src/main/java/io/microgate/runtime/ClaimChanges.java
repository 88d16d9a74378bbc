package io.microgate.runtime;

import java.util.Objects;

import io.microgate.decision.DenyReason;
import io.microgate.engine.ClaimExpectations;
import io.microgate.engine.Explanation.Change;
import io.microgate.match.ExampleText;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.Answer;
import io.microgate.policy.ClaimTrace;
import org.jspecify.annotations.Nullable;

/**
 * Finds the claim of a verified token that has to be another one.
 */
final class ClaimChanges {

	/** JSON of a claim that is absent. */
	private static final String ABSENT = "null";

	private final TracedConfiguration traced;

	ClaimChanges(TracedConfiguration traced) {
		this.traced = traced;
	}

	Change forCondition() {
		ClaimTrace condition = preferred();
		if (isOfCertificate(condition)) {
			return forCertificate(DenyReason.CERTIFICATE_NOT_MET);
		}
		Claim claim = ClaimExplanations.claim(this.traced, condition);
		String place = ClaimExplanations.place(this.traced, condition);
		String name = Objects.requireNonNull(claim.name());
		if (condition.group() == ClaimTrace.Group.NONE) {
			return new Change(SmallestChange.CLAIM, name, ABSENT, place,
					"Use a token without claim '%s', or with another value".formatted(name));
		}
		String value = value(claim, condition);
		if (value == null && claim.value() != null && claim.value().extensions().equals() != null
				&& condition.required() == null) {
			return new Change(SmallestChange.REQUEST, "value that claim '%s' equals".formatted(name), null, place,
					"Send one value of what claim '%s' has to equal".formatted(name));
		}
		return new Change(SmallestChange.CLAIM, name, value, place,
				"Use a token with %s%s".formatted(ClaimExpectations.claim(claim), others(condition)));
	}

	/** What a certificate has to have is known, but not how to get one. */
	Change forCertificate(DenyReason reason) {
		ClaimTrace condition = VerdictExplanation.failedClaim(this.traced);
		String place = (condition != null) ? ClaimExplanations.place(this.traced, condition)
				: this.traced.placeIn(this.traced.rule(), "authorization");
		String text = switch (reason) {
			case CERTIFICATE_MISSING -> "Present a client certificate";
			case CERTIFICATE_INVALID -> "Present one client certificate that can be read";
			default -> "Present another client certificate";
		};
		String expected = (condition != null && condition.group() != ClaimTrace.Group.NONE)
				? ": a " + ClaimExpectations.requirement(ClaimExplanations.requirement(this.traced, condition)) : "";
		return new Change(SmallestChange.REQUEST, ClaimExplanations.CERTIFICATE, null, place, text + expected);
	}

	/** Of conditions one of which has to hold, one with a known value. */
	private ClaimTrace preferred() {
		ClaimTrace first = Objects.requireNonNull(VerdictExplanation.failedClaim(this.traced));
		if (first.group() == ClaimTrace.Group.ANY) {
			for (ClaimTrace condition : this.traced.trace().claims()) {
				if (condition.group() == ClaimTrace.Group.ANY && !isOfCertificate(condition)
						&& value(ClaimExplanations.claim(this.traced, condition), condition) != null) {
					return condition;
				}
			}
		}
		return first;
	}

	private boolean isOfCertificate(ClaimTrace condition) {
		return ClaimExplanations.requirement(this.traced, condition).clientCertificate() != null;
	}

	private String others(ClaimTrace condition) {
		long count = this.traced.trace()
			.claims()
			.stream()
			.filter((other) -> other.group() == ClaimTrace.Group.ALL && other.answer() != Answer.YES
					&& other != condition)
			.count();
		return (count > 0 && condition.group() == ClaimTrace.Group.ALL)
				? ", and meet %d further conditions".formatted(count) : "";
	}

	private @Nullable String value(Claim claim, ClaimTrace condition) {
		if (claim.value() == null) {
			return "true";
		}
		String text = (claim.value().matcher() != null) ? ExampleText.of(claim.value().matcher())
				: condition.required();
		return (text != null) ? ClaimValueText.quote(text) : null;
	}

}
