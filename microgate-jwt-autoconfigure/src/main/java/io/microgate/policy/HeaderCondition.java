package io.microgate.policy;

import java.util.List;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code requestConditions.header}: name and value match the same header, and
 * one of its values is enough.
 *
 * @param exactName the only name, which is looked up; {@code null} if names are compared
 * @param name how names are compared, any name when {@code null}
 * @param value how values are compared one by one, any value when {@code null}
 */
record HeaderCondition(@Nullable String exactName, @Nullable StringMatcher name,
		@Nullable StringMatcher value) implements RequestCondition {

	static HeaderCondition compile(AccessControlPolicySpec.Header spec) {
		if (spec.name() == null && spec.value() == null) {
			throw new IllegalArgumentException("'header' needs 'name' or 'value'");
		}
		return new HeaderCondition(exactName(spec.name()),
				(spec.name() != null) ? StringMatcher.compile(spec.name()) : null,
				(spec.value() != null) ? StringMatcher.compile(spec.value()) : null);
	}

	private static @Nullable String exactName(@Nullable CaselessMatcherSpec spec) {
		return (spec != null && spec.matcher() != null) ? spec.matcher().exact() : null;
	}

	@Override
	public Answer test(RequestFacts request) {
		if (this.exactName != null) {
			return Answer.of(valueMatches(request.headers(this.exactName), request));
		}
		for (String header : request.headerNames()) {
			if ((this.name == null || this.name.matches(header, request))
					&& valueMatches(request.headers(header), request)) {
				return Answer.YES;
			}
		}
		return Answer.NO;
	}

	private boolean valueMatches(List<String> values, RequestFacts request) {
		if (this.value == null) {
			return !values.isEmpty();
		}
		for (String text : values) {
			if (this.value.matches(text, request)) {
				return true;
			}
		}
		return false;
	}

}
