package io.microgate.policy;

import java.util.Map;
import java.util.Objects;

import io.microgate.jwt.ClaimComparison;
import io.microgate.match.StringMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code jwt.claim}: the claim is present and not null, and its value matches.
 *
 * @param name literal name of the claim
 * @param value how the value is compared, any value when {@code null}
 */
record ClaimCondition(String name, @Nullable StringMatcher value) {

	static ClaimCondition compile(AccessControlPolicySpec.Requirement spec) {
		AccessControlPolicySpec.JwtRequirement jwt = Objects.requireNonNull(spec.jwt(), "'jwt' must be set");
		AccessControlPolicySpec.Claim claim = Objects.requireNonNull(jwt.claim(), "'claim' must be set");
		String name = Objects.requireNonNull(claim.name(), "'name' must be set");
		if (name.isEmpty()) {
			throw new IllegalArgumentException("'name' of a claim must not be empty");
		}
		return new ClaimCondition(name, (claim.value() != null) ? StringMatcher.compile(claim.value()) : null);
	}

	boolean met(Map<String, Object> claims) {
		Object claim = claims.get(this.name);
		if (claim == null) {
			return false;
		}
		if (this.value == null) {
			return true;
		}
		return ClaimComparison.of(claim, this.value::matches) == ClaimComparison.MATCHES;
	}

}
