package io.microgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.microgate.match.StringMatcher;
import io.microgate.request.RequestFacts;

/**
 * Compiled {@code requestConditions}: all of them hold, or with {@code invert} not all.
 */
final class RequestConditions {

	/** Conditions that every request meets. */
	static final RequestConditions NONE = new RequestConditions(List.of(), false);

	static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS",
			"TRACE");

	private final RequestCondition[] conditions;

	private final boolean invert;

	private RequestConditions(List<RequestCondition> conditions, boolean invert) {
		this.conditions = conditions.toArray(RequestCondition[]::new);
		this.invert = invert;
	}

	/**
	 * Compiles conditions, in the order of what it costs to test them. The media type is
	 * last, so that an unknown one counts only if the other conditions hold.
	 * @param spec a spec that has been checked
	 * @return the conditions
	 */
	static RequestConditions compile(AccessControlPolicySpec.RequestConditions spec) {
		List<RequestCondition> conditions = new ArrayList<>();
		if (spec.method() != null) {
			conditions.add(method(spec.method()));
		}
		if (spec.path() != null) {
			conditions.add(path(StringMatcher.compile(spec.path())));
		}
		if (spec.remoteIp() != null) {
			conditions.add(RemoteIpCondition.compile(spec.remoteIp()));
		}
		if (spec.header() != null) {
			conditions.add(HeaderCondition.compile(spec.header()));
		}
		if (spec.mediaType() != null) {
			conditions.add(MediaTypeCondition.compile(spec.mediaType()));
		}
		if (conditions.isEmpty()) {
			throw new IllegalArgumentException("'requestConditions' without a condition would be met by every request");
		}
		return new RequestConditions(conditions, spec.invert());
	}

	Answer test(RequestFacts request) {
		Answer answer = testAll(request);
		return this.invert ? answer.invert() : answer;
	}

	private Answer testAll(RequestFacts request) {
		for (RequestCondition condition : this.conditions) {
			Answer answer = condition.test(request);
			if (answer != Answer.YES) {
				return answer;
			}
		}
		return Answer.YES;
	}

	private static RequestCondition path(StringMatcher matcher) {
		return (request) -> {
			if (matcher.isExpression()) {
				request.expressionBudget().requireLength(request.path());
			}
			return Answer.of(matcher.matches(request.path(), request));
		};
	}

	private static RequestCondition method(List<String> names) {
		if (names.isEmpty() || !METHODS.containsAll(names)) {
			throw new IllegalArgumentException("'method' must list methods that the CR knows, in upper case");
		}
		Set<String> methods = Set.copyOf(names);
		return (request) -> Answer.of(methods.contains(request.method()));
	}

}
