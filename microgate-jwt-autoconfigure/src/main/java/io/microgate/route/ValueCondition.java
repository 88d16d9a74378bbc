package io.microgate.route;

import java.util.List;
import java.util.Objects;

import io.microgate.match.BudgetHolder;
import io.microgate.match.Re2Expression;
import io.microgate.match.RegexMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Condition on the values of one header or query parameter: some value equals the text,
 * or matches the regular expression as a whole.
 */
final class ValueCondition {

	static final ValueCondition[] NONE = {};

	/** A value may have line feeds, which would hide it from {@code .*}. */
	private static final String DOT_IS_ANY = "(?s)";

	private final String name;

	private final String value;

	private final @Nullable RegexMatcher expression;

	private ValueCondition(RouteSpec.ValueMatch spec) {
		this.name = Objects.requireNonNull(spec.name());
		this.value = Objects.requireNonNull(spec.value());
		this.expression = "RegularExpression".equals(spec.type())
				? Re2Expression.compile(DOT_IS_ANY + this.value).matcher() : null;
	}

	static ValueCondition[] compile(@Nullable List<RouteSpec.ValueMatch> specs) {
		return (specs != null) ? specs.stream().map(ValueCondition::new).toArray(ValueCondition[]::new) : NONE;
	}

	String name() {
		return this.name;
	}

	boolean matchesAny(List<String> values, BudgetHolder budget) {
		for (String candidate : values) {
			if ((this.expression != null) ? this.expression.matches(candidate, budget) : this.value.equals(candidate)) {
				return true;
			}
		}
		return false;
	}

}
