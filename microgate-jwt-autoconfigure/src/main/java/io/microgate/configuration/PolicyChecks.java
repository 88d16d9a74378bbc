package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;

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

	/** What messages call the entries of each policy, by name of the policy. */
	static Map<String, List<String>> entryNames(ReadConfiguration configuration) {
		Map<String, List<String>> names = new LinkedHashMap<>();
		Located.resources("accessControlPolicies", configuration.properties().accessControlPolicies())
			.forEach((policy) -> names.put(policy.path().name(),
					policy.items("policies", AccessControlPolicySpec::policies)
						.map((entry) -> configuration.provenance().describe(entry.path()))
						.toList()));
		return names;
	}

	void check(MicrogateProperties properties) {
		Located.resources("accessControlPolicies", properties.accessControlPolicies()).forEach(this::checkConditions);
		entries(properties).flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
			.forEach(this::checkAuthorization);
		entries(properties).flatMap((entry) -> entry.child("requestConditions", PolicySpec::requestConditions))
			.flatMap((conditions) -> conditions.child("path", RequestConditions::path))
			.flatMap((path) -> path.child("matcher", MatcherSpec::matcher))
			.forEach(this::checkPath);
	}

	private void checkPath(Located<StringMatcherSpec> matcher) {
		PathTexts texts = new PathTexts(this.problems);
		matcher.child("exact", StringMatcherSpec::exact).forEach(texts::checkWhole);
		matcher.child("prefix", StringMatcherSpec::prefix).forEach(texts::checkPrefix);
		matcher.child("suffix", StringMatcherSpec::suffix).forEach(texts::checkSuffix);
		matcher.child("contains", StringMatcherSpec::contains).forEach(texts::checkPart);
	}

	private void checkConditions(Located<AccessControlPolicySpec> policy) {
		List<Located<PolicySpec>> entries = policy.items("policies", AccessControlPolicySpec::policies).toList();
		for (Located<PolicySpec> entry : entries.subList(0, Math.max(0, entries.size() - 1))) {
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
	private void checkFallback(Located<PolicySpec> last) {
		if (last.spec().requestConditions() != null) {
			this.problems.add(last.path().child("requestConditions"), null,
					"must not be set in the last policy of a manifest, which is for all other requests",
					"Add a last policy without 'requestConditions', such as one with 'authorization: {deny: {}}'");
		}
	}

	private void checkAuthorization(Located<Authorization> authorization) {
		Authorization spec = authorization.spec();
		PropertyPath authentication = authorization.path().child("authentication");
		if (spec.deny() != null && spec.authentication() != null) {
			this.problems.add(authentication, null, "cannot be set together with 'deny'", "Remove one of them");
		}
		if (spec.authentication() == null && (spec.requireAll() != null || spec.requireAny() != null)) {
			KeySpelling keys = this.problems.spelling(authorization.path());
			this.problems.addMissing(authentication,
					"is required by %s and %s".formatted(keys.quote("requireAll"), keys.quote("requireAny")),
					"Add 'authentication' with a " + keys.quote("jwtRef"));
		}
	}

}
