package io.microgate.policy;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.microgate.jwt.ClaimComparison;
import io.microgate.jwt.UnderivedClaim;
import io.microgate.match.StringMatcher;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code jwt.claim}: the claim is present and not null, and its value matches,
 * or equals a part of the request.
 *
 * @param name literal name of the claim
 * @param value how the value is compared, {@code null} without a matcher
 * @param equal the part of the request, {@code null} if the request does not count
 */
record ClaimCondition(String name, @Nullable StringMatcher value,
		@Nullable RequestValueReader equal) implements RequirementCondition {

	static ClaimCondition compile(AccessControlPolicySpec.Requirement spec) {
		AccessControlPolicySpec.JwtRequirement jwt = Objects.requireNonNull(spec.jwt(), "'jwt' must be set");
		AccessControlPolicySpec.Claim claim = Objects.requireNonNull(jwt.claim(), "'claim' must be set");
		String name = Objects.requireNonNull(claim.name(), "'name' must be set");
		if (name.isEmpty()) {
			throw new IllegalArgumentException("'name' of a claim must not be empty");
		}
		return (claim.value() != null) ? compile(name, claim.value()) : new ClaimCondition(name, null, null);
	}

	private static ClaimCondition compile(String name, AccessControlPolicySpec.ClaimValue value) {
		AccessControlPolicySpec.RequestValue equal = value.extensions().equals();
		if ((value.matcher() != null) == (equal != null)) {
			throw new IllegalArgumentException("A value must have either a 'matcher' or 'equals'");
		}
		return new ClaimCondition(name, (value.matcher() != null) ? StringMatcher.compile(value.matcher()) : null,
				(equal != null) ? RequestValueReader.compile(equal) : null);
	}

	@Override
	public Answer test(RequestingClient client) {
		return test(client.claims(), client.request(), client.variables());
	}

	/**
	 * Compares the claim.
	 * @param claims the claims of a verified token
	 * @param request the request that carries it
	 * @param variables the path variables of its route
	 * @return whether the condition is met; unknown if the claim is there and cannot be
	 * compared, because of what it is or because the request has no one value
	 */
	Answer test(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		Object claim = claims.get(this.name);
		if (claim == null) {
			return Answer.NO;
		}
		if (claim == UnderivedClaim.OTHER_KIND) {
			return Answer.UNKNOWN;
		}
		if (this.equal != null) {
			String text = this.equal.read(request, variables);
			return (text != null) ? compare(claim, text) : Answer.UNKNOWN;
		}
		return (this.value != null) ? compare(claim, this.value::matches) : Answer.YES;
	}

	/** What answers the request may read the elements of a list in one value. */
	private static Answer compare(Object claim, String requested) {
		Answer answer = compare(claim, requested::equals);
		return (answer == Answer.NO && requested.indexOf(',') >= 0) ? Answer.UNKNOWN : answer;
	}

	private static Answer compare(Object claim, Predicate<String> value) {
		return switch (ClaimComparison.of(claim, value)) {
			case MATCHES -> Answer.YES;
			case DIFFERS -> Answer.NO;
			case NOT_COMPARABLE -> Answer.UNKNOWN;
		};
	}

}
