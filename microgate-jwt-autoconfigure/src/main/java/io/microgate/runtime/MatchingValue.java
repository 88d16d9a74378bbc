package io.microgate.runtime;

import io.microgate.match.Re2Expression;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds a string that a matcher matches.
 */
final class MatchingValue {

	private MatchingValue() {
	}

	/**
	 * Finds a string.
	 * @param spec a spec that has been checked
	 * @return a string that matches, {@code null} if none is known
	 */
	static @Nullable String of(StringMatcherSpec spec) {
		String value = operand(spec);
		return (value != null && StringMatcher.compile(spec).matches(value)) ? value : null;
	}

	private static @Nullable String operand(StringMatcherSpec spec) {
		if (spec.exact() != null) {
			return spec.exact();
		}
		if (spec.prefix() != null) {
			return spec.prefix();
		}
		if (spec.suffix() != null) {
			return spec.suffix();
		}
		return (spec.contains() != null) ? spec.contains() : literal(spec.regex());
	}

	private static @Nullable String literal(@Nullable String regex) {
		return (regex != null) ? Re2Expression.compile(regex).prefix() : null;
	}

}
