package io.microgate.configuration;

import java.util.List;
import java.util.stream.Stream;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;

/**
 * Rules of an AccessControlPolicy that span several fields.
 */
final class PolicyChecks {

	private final Problems problems;

	PolicyChecks(Problems problems) {
		this.problems = problems;
	}

	static Stream<Located<PolicySpec>> entries(MicrogateProperties properties) {
		return Located.resources("accessControlPolicies", properties.accessControlPolicies())
			.flatMap((policy) -> policy.items("policies", AccessControlPolicySpec::policies));
	}

	void check(MicrogateProperties properties) {
		Located.resources("accessControlPolicies", properties.accessControlPolicies()).forEach(this::checkConditions);
		entries(properties).flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
			.forEach(this::checkAuthorization);
	}

	private void checkConditions(Located<AccessControlPolicySpec> policy) {
		List<Located<PolicySpec>> entries = policy.items("policies", AccessControlPolicySpec::policies).toList();
		for (Located<PolicySpec> entry : entries.subList(0, Math.max(0, entries.size() - 1))) {
			if (entry.spec().requestConditions() == null) {
				this.problems.addMissing(entry.path().child("requestConditions"),
						"is required of all policies but the last", "Add conditions, or move the policy to the end");
			}
		}
	}

	private void checkAuthorization(Located<Authorization> authorization) {
		Authorization spec = authorization.spec();
		PropertyPath authentication = authorization.path().child("authentication");
		if (spec.deny() != null && spec.authentication() != null) {
			this.problems.add(authentication, null, "cannot be set together with 'deny'", "Remove one of them");
		}
		if (spec.authentication() == null && (spec.requireAll() != null || spec.requireAny() != null)) {
			this.problems.addMissing(authentication, "is required by 'requireAll' and 'requireAny'",
					"Add 'authentication' with a 'jwtRef'");
		}
	}

}
