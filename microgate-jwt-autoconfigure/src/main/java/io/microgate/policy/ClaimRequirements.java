package io.microgate.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The compiled conditions of an entry on the claims of a verified token: all, one or none
 * of them are met. One that cannot be compared is not met in {@code requireAll} and
 * {@code requireAny}, and is met in {@code requireNone}.
 */
final class ClaimRequirements {

	private static final ClaimCondition[] NONE = {};

	private final ClaimCondition[] requireAll;

	private final ClaimCondition[] requireAny;

	private final ClaimCondition[] requireNone;

	private ClaimRequirements(ClaimCondition[] requireAll, ClaimCondition[] requireAny, ClaimCondition[] requireNone) {
		this.requireAll = requireAll;
		this.requireAny = requireAny;
		this.requireNone = requireNone;
	}

	static ClaimRequirements compile(Authorization spec) {
		List<Requirement> further = spec.extensions().requireAny();
		if (spec.requireAny() != null && (spec.requireAll() != null || further != null)) {
			throw new IllegalArgumentException("'requireAny' must be the only one, and stand without 'requireAll'");
		}
		return new ClaimRequirements(compile(spec.requireAll()),
				compile((further != null) ? further : spec.requireAny()), compile(spec.extensions().requireNone()));
	}

	private static ClaimCondition[] compile(@Nullable List<Requirement> specs) {
		if (specs == null) {
			return NONE;
		}
		if (specs.isEmpty()) {
			throw new IllegalArgumentException("A list of requirements must not be empty");
		}
		return specs.stream().map(ClaimCondition::compile).toArray(ClaimCondition[]::new);
	}

	boolean isEmpty() {
		return this.requireAll.length == 0 && this.requireAny.length == 0 && this.requireNone.length == 0;
	}

	/**
	 * Compares the claims of a token.
	 * @param claims the claims
	 * @param request the request that carries the token
	 * @param variables the path variables of its route
	 * @return why the request is refused, {@code null} if the claims are as required
	 */
	@Nullable DenyReason check(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		for (ClaimCondition condition : this.requireAll) {
			if (condition.test(claims, request, variables) != Answer.YES) {
				return DenyReason.CLAIMS_REQUIRE_ALL;
			}
		}
		if (this.requireAny.length > 0 && !isAnyMet(claims, request, variables)) {
			return DenyReason.CLAIMS_REQUIRE_ANY;
		}
		for (ClaimCondition condition : this.requireNone) {
			if (condition.test(claims, request, variables) != Answer.NO) {
				return DenyReason.CLAIMS_REQUIRE_NONE;
			}
		}
		return null;
	}

	/** Tests all conditions. */
	List<ClaimTrace> trace(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		List<ClaimTrace> traces = new ArrayList<>();
		Map<ClaimTrace.Group, ClaimCondition[]> groups = new EnumMap<>(ClaimTrace.Group.class);
		groups.put(ClaimTrace.Group.ALL, this.requireAll);
		groups.put(ClaimTrace.Group.ANY, this.requireAny);
		groups.put(ClaimTrace.Group.NONE, this.requireNone);
		groups.forEach((group, conditions) -> {
			for (int i = 0; i < conditions.length; i++) {
				RequestValueReader equal = conditions[i].equal();
				traces.add(new ClaimTrace(group, i, conditions[i].test(claims, request, variables),
						(equal != null) ? equal.read(request, variables) : null));
			}
		});
		return traces;
	}

	private boolean isAnyMet(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		for (ClaimCondition condition : this.requireAny) {
			if (condition.test(claims, request, variables) == Answer.YES) {
				return true;
			}
		}
		return false;
	}

}
