package io.microgate.route;

import java.util.List;
import java.util.Objects;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Condition on the values of one header or query parameter: some value equals the text,
 * or matches the regular expression as a whole.
 */
final class ValueCondition {

	private static final ValueCondition[] NONE = {};

	private final String name;

	private final String value;

	private final @Nullable Pattern pattern;

	private ValueCondition(RouteSpec.ValueMatch spec) {
		this.name = Objects.requireNonNull(spec.name());
		this.value = Objects.requireNonNull(spec.value());
		this.pattern = "RegularExpression".equals(spec.type()) ? Pattern.compile(this.value) : null;
	}

	static ValueCondition[] compile(@Nullable List<RouteSpec.ValueMatch> specs) {
		return (specs != null) ? specs.stream().map(ValueCondition::new).toArray(ValueCondition[]::new) : NONE;
	}

	String name() {
		return this.name;
	}

	boolean matchesAny(List<String> values) {
		for (String candidate : values) {
			if ((this.pattern != null) ? this.pattern.matches(candidate) : this.value.equals(candidate)) {
				return true;
			}
		}
		return false;
	}

}
