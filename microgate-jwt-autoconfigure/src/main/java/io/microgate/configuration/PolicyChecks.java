package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.request.PathText;

/**
 * Rules of an AccessControlPolicy that span several fields.
 */
final class PolicyChecks {

	private final Problems problems;

	PolicyChecks(Problems problems) {
		this.problems = problems;
	}

	/** Describes the entries of each policy for messages, by name of the policy. */
	static Map<String, List<String>> entryNames(ReadConfiguration configuration) {
		Map<String, List<String>> names = new LinkedHashMap<>();
		for (SpecElement<AccessControlPolicySpec> policy : policies(configuration.properties())) {
			List<String> entries = new ArrayList<>();
			for (SpecElement<PolicySpec> entry : policy.find("policies", PolicySpec.class)) {
				entries.add(configuration.provenance().describe(entry.path()));
			}
			names.put(policy.path().name(), List.copyOf(entries));
		}
		return names;
	}

	private static List<SpecElement<AccessControlPolicySpec>> policies(MicrogateProperties properties) {
		return SpecElement.find(properties, "accessControlPolicies", AccessControlPolicySpec.class);
	}

	/** Finds the conditions on the remote address. */
	static List<SpecElement<RemoteIp>> remoteAddresses(MicrogateProperties properties) {
		return SpecElement.find(properties, "accessControlPolicies.policies.requestConditions.remoteIp",
				RemoteIp.class);
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<AccessControlPolicySpec> policy : policies(properties)) {
			checkConditions(policy);
		}
		new AuthorizationChecks(this.problems).check(properties);
		for (PathText kind : PathText.values()) {
			for (SpecElement<String> text : SpecElement.find(properties,
					"accessControlPolicies.policies.requestConditions.path.matcher." + kind.component(),
					String.class)) {
				this.problems.add(text, kind.check(text.spec()));
			}
		}
	}

	private void checkConditions(SpecElement<AccessControlPolicySpec> policy) {
		List<SpecElement<PolicySpec>> entries = policy.find("policies", PolicySpec.class);
		for (SpecElement<PolicySpec> entry : entries.subList(0, Math.max(0, entries.size() - 1))) {
			if (entry.spec().requestConditions() == null) {
				this.problems.addMissing(entry.path().child("requestConditions"),
						"is required of all policies but the last", "Add conditions, or move the policy to the end");
			}
		}
		if (!entries.isEmpty() && this.problems.provenance().isInManifest(policy.path())) {
			checkFallback(entries.get(entries.size() - 1));
		}
	}

	/** The API server admits no other, while in the properties the default refuses. */
	private void checkFallback(SpecElement<PolicySpec> last) {
		if (last.spec().requestConditions() != null) {
			this.problems.add(last.path().child("requestConditions"), null,
					"must not be set in the last policy of a manifest, which is for all other requests",
					"Add a last policy without 'requestConditions', such as one with 'authorization: {deny: {}}'");
		}
	}

}
