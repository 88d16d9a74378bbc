package io.microgate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.engine.ClaimExpectations;
import io.microgate.engine.Explanation;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.ClaimTrace;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Explains which conditions on claims are met.
 */
final class ClaimExplanations {

	/** Stands where others have the name of a claim. */
	static final String CERTIFICATE = "clientCertificate";

	private final TracedConfiguration traced;

	private final boolean showsValues;

	ClaimExplanations(TracedConfiguration traced, boolean showsValues) {
		this.traced = traced;
		this.showsValues = showsValues;
	}

	List<Explanation.ClaimCondition> explain() {
		Jwt jwt = this.traced.trace().decision().jwt();
		Map<String, Object> claims = (jwt != null) ? jwt.getClaims() : Map.of();
		List<Explanation.ClaimCondition> conditions = new ArrayList<>();
		for (ClaimTrace condition : this.traced.trace().claims()) {
			Requirement requirement = requirement(this.traced, condition);
			Claim claim = (requirement.jwt() != null) ? requirement.jwt().claim() : null;
			String outcome = switch (condition.answer()) {
				case YES -> "met";
				case NO -> "not met";
				case UNKNOWN -> "not comparable";
			};
			String name = (claim != null) ? Objects.requireNonNull(claim.name()) : CERTIFICATE;
			conditions.add(new Explanation.ClaimCondition(group(condition), condition.number(),
					place(this.traced, condition), name, outcome, ClaimExpectations.requirement(requirement),
					(this.showsValues && claim != null) ? ClaimValueText.write(claims.get(name)) : null));
		}
		return conditions;
	}

	private static String group(ClaimTrace condition) {
		return switch (condition.group()) {
			case ALL -> "requireAll";
			case ANY -> "requireAny";
			case NONE -> "requireNone";
		};
	}

	/** What is configured for the claim. */
	static Claim claim(TracedConfiguration traced, ClaimTrace condition) {
		return Objects.requireNonNull(Objects.requireNonNull(requirement(traced, condition).jwt()).claim());
	}

	/** What is configured for the claim or certificate. */
	static Requirement requirement(TracedConfiguration traced, ClaimTrace condition) {
		Authorization spec = Objects.requireNonNull(traced.entry().authorization());
		List<Requirement> requirements = switch (condition.group()) {
			case ALL -> spec.requireAll();
			case ANY -> isExtended(spec) ? spec.extensions().requireAny() : spec.requireAny();
			case NONE -> spec.extensions().requireNone();
		};
		return Objects.requireNonNull(requirements).get(condition.number());
	}

	private static boolean isExtended(Authorization spec) {
		return spec.extensions().requireAny() != null;
	}

	/** Where a condition is written. */
	static @Nullable String place(TracedConfiguration traced, ClaimTrace condition) {
		boolean extended = condition.group() == ClaimTrace.Group.NONE || (condition.group() == ClaimTrace.Group.ANY
				&& isExtended(Objects.requireNonNull(traced.entry().authorization())));
		return extended
				? traced.placeIn(traced.rule(), "authorization", "extensions", group(condition), condition.number())
				: traced.placeIn(traced.rule(), "authorization", group(condition), condition.number());
	}

}
