package io.microgate.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.match.StringMatcher;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code requestConditions}: all of them hold, or with {@code invert} not all.
 */
final class RequestConditions {

	/** Conditions that every request meets. */
	static final RequestConditions NONE = new RequestConditions(Map.of(), false);

	static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS",
			"TRACE");

	private final RequestCondition[] conditions;

	/** What each condition is called in the configuration. */
	private final String[] names;

	private final boolean invert;

	private RequestConditions(Map<String, RequestCondition> conditions, boolean invert) {
		this.conditions = conditions.values().toArray(RequestCondition[]::new);
		this.names = conditions.keySet().toArray(String[]::new);
		this.invert = invert;
	}

	/**
	 * Compiles conditions, in the order of what it costs to test them. The media type is
	 * last, so that an unknown one counts only if the other conditions hold.
	 * @param spec a spec that has been checked
	 * @return the conditions
	 */
	static RequestConditions compile(AccessControlPolicySpec.RequestConditions spec) {
		Map<String, RequestCondition> conditions = new LinkedHashMap<>();
		if (spec.method() != null) {
			conditions.put("method", method(spec.method()));
		}
		if (spec.path() != null) {
			conditions.put("path", path(StringMatcher.compile(spec.path())));
		}
		if (spec.remoteIp() != null) {
			conditions.put("remoteIp", RemoteIpCondition.compile(spec.remoteIp()));
		}
		if (spec.header() != null) {
			conditions.put("header", HeaderCondition.compile(spec.header()));
		}
		if (spec.mediaType() != null) {
			conditions.put("mediaType", MediaTypeCondition.compile(spec.mediaType()));
		}
		if (conditions.isEmpty()) {
			throw new IllegalArgumentException("'requestConditions' without a condition would be met by every request");
		}
		return new RequestConditions(conditions, spec.invert());
	}

	Answer test(RequestFacts request) {
		return test(request, null);
	}

	Answer test(RequestFacts request, @Nullable RuleTrace trace) {
		Answer answer = testAll(request, trace);
		return this.invert ? answer.invert() : answer;
	}

	private Answer testAll(RequestFacts request, @Nullable RuleTrace trace) {
		for (int i = 0; i < this.conditions.length; i++) {
			Answer answer = this.conditions[i].test(request);
			if (answer != Answer.YES) {
				if (trace != null && !this.invert) {
					trace.stoppedBy(this.names[i]);
				}
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
