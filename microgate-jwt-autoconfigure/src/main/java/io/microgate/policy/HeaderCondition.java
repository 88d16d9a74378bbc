package io.microgate.policy;

import io.microgate.match.RequestFacts;
import io.microgate.match.StringMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code requestConditions.header}: name and value hold of the same header, of
 * whose values one is enough.
 *
 * @param name how names are compared, any name when {@code null}
 * @param value how values are compared one by one, any value when {@code null}
 */
record HeaderCondition(@Nullable StringMatcher name, @Nullable StringMatcher value) implements RequestCondition {

	static HeaderCondition compile(AccessControlPolicySpec.Header spec) {
		if (spec.name() == null && spec.value() == null) {
			throw new IllegalArgumentException("'header' needs 'name' or 'value'");
		}
		return new HeaderCondition((spec.name() != null) ? StringMatcher.compile(spec.name()) : null,
				(spec.value() != null) ? StringMatcher.compile(spec.value()) : null);
	}

	@Override
	public Answer test(RequestFacts request) {
		for (String header : request.headerNames()) {
			if ((this.name == null || this.name.matches(header, request.expressionBudget()))
					&& valueMatches(request, header)) {
				return Answer.YES;
			}
		}
		return Answer.NO;
	}

	private boolean valueMatches(RequestFacts request, String header) {
		if (this.value == null) {
			return true;
		}
		for (String text : request.headers(header)) {
			if (this.value.matches(text, request.expressionBudget())) {
				return true;
			}
		}
		return false;
	}

}
