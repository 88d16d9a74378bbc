package io.microgate.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

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
		return (claim instanceof Collection<?> elements) ? anyMatches(elements, this.value)
				: matches(claim, this.value);
	}

	private static boolean anyMatches(Collection<?> elements, StringMatcher matcher) {
		boolean found = false;
		for (Object element : elements) {
			if (!isPrimitive(element)) {
				return false;
			}
			found = found || matches(element, matcher);
		}
		return found;
	}

	private static boolean matches(Object claim, StringMatcher matcher) {
		String text = isPrimitive(claim) ? text(claim) : null;
		return text != null && matcher.matches(text);
	}

	private static boolean isPrimitive(@Nullable Object value) {
		return value instanceof String || value instanceof Boolean || value instanceof Number
				|| value instanceof Instant;
	}

	private static @Nullable String text(Object primitive) {
		if (primitive instanceof Number number) {
			return PlainNumber.write(number);
		}
		return (primitive instanceof Instant instant) ? PlainNumber.write(instant) : primitive.toString();
	}

}
