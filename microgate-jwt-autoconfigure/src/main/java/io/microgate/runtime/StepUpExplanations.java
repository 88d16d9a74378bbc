package io.microgate.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.engine.Explanation.ClaimCondition;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import io.microgate.policy.StepUpRule;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Explains whether the user has authenticated as the entry asks for.
 */
final class StepUpExplanations {

	static final String ACR = "acr";

	static final String AUTH_TIME = "auth_time";

	private static final String GROUP = "stepUp";

	private final TracedConfiguration traced;

	private final boolean showsValues;

	StepUpExplanations(TracedConfiguration traced, boolean showsValues) {
		this.traced = traced;
		this.showsValues = showsValues;
	}

	/** Only of a verified token. */
	List<ClaimCondition> explain() {
		List<ClaimCondition> conditions = new ArrayList<>();
		Authorization authorization = (this.traced.trace().rule() != null) ? this.traced.entry().authorization() : null;
		StepUp spec = (authorization != null) ? authorization.extensions().stepUp() : null;
		if (spec == null || this.traced.trace().decision().jwt() == null) {
			return conditions;
		}
		Map<String, Object> claims = claims(this.traced);
		StepUpRule rule = this.traced.rule().stepUp();
		Instant time = this.traced.trace().token().time();
		if (spec.acr() != null) {
			conditions.add(condition(ACR, rule.hasClass(claims), "claim 'acr' that is one of " + spec.acr(), claims));
		}
		if (spec.maxAge() != null) {
			conditions.add(condition(AUTH_TIME, rule.isRecent(claims, time),
					"claim 'auth_time' of at most %s ago".formatted(spec.maxAge()), claims));
		}
		return conditions;
	}

	private ClaimCondition condition(String claim, boolean met, String expected, Map<String, Object> claims) {
		return new ClaimCondition(GROUP, 0, place(this.traced), claim, met ? "met" : "not met", expected,
				this.showsValues ? ClaimValueText.write(claims.get(claim)) : null);
	}

	static Map<String, Object> claims(TracedConfiguration traced) {
		Jwt jwt = traced.trace().decision().jwt();
		return (jwt != null) ? jwt.getClaims() : Map.of();
	}

	static @Nullable String place(TracedConfiguration traced) {
		return traced.placeIn(traced.rule(), "authorization", "extensions", GROUP);
	}

}
