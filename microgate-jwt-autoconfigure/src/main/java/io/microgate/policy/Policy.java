package io.microgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import io.microgate.jwt.JwtRule;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A compiled AccessControlPolicy: an ordered list of rules.
 */
public final class Policy {

	private final PolicyRule[] rules;

	private final RuleIndex index;

	private Policy(PolicyRule[] rules, RuleIndex index) {
		this.rules = rules;
		this.index = index;
	}

	/**
	 * Compiles a policy.
	 * @param name name of the policy
	 * @param spec a spec that has been checked
	 * @param resources what it is compiled with
	 * @param places tells where the entry at a position is written
	 * @return the policy
	 */
	public static Policy compile(String name, AccessControlPolicySpec spec, PolicyResources resources,
			IntFunction<@Nullable String> places) {
		List<AccessControlPolicySpec.PolicySpec> entries = Objects.requireNonNull(spec.policies(),
				"'policies' must be set");
		if (entries.isEmpty()) {
			throw new IllegalArgumentException("'policies' must not be empty");
		}
		for (AccessControlPolicySpec.PolicySpec entry : entries.subList(0, entries.size() - 1)) {
			Objects.requireNonNull(entry.requestConditions(),
					"All but the last of 'policies' must have 'requestConditions'");
		}
		StrippedSources stripped = spec.extensions().stripToken() ? stripped(entries, resources) : StrippedSources.NONE;
		PolicyRule[] rules = new PolicyRule[entries.size()];
		for (int i = 0; i < rules.length; i++) {
			rules[i] = PolicyRule.compile(name, i, places.apply(i), entries.get(i), resources, stripped);
		}
		return new Policy(rules, RuleIndex.compile(entries));
	}

	/** The same for all entries: an open one gets the tokens that are sent to it, too. */
	private static StrippedSources stripped(List<AccessControlPolicySpec.PolicySpec> entries,
			PolicyResources resources) {
		List<JwtRule> jwts = new ArrayList<>();
		for (AccessControlPolicySpec.PolicySpec entry : entries) {
			AccessControlPolicySpec.Authorization authorization = entry.authorization();
			JwtRule jwt = (authorization != null)
					? PolicyRule.compile(authorization.authentication(), resources.jwtRules()) : null;
			if (jwt != null) {
				jwts.add(jwt);
			}
		}
		return StrippedSources.of(jwts);
	}

	/**
	 * Finds the rule that decides about a request: the first whose conditions match. If
	 * that is unknown for a rule, no later one is considered.
	 * @param request the request
	 * @return the rule, or {@code null} if no rule matches, so that the request is
	 * rejected
	 * @throws IllegalStateException when a condition asks for the remote address and the
	 * server reports none
	 * @throws io.microgate.match.TextNotJudgedException when regular expressions would
	 * cost more than one request may
	 */
	public @Nullable PolicyRule select(RequestFacts request) {
		if (this.rules.length == 1) {
			return (this.rules[0].test(request) == Answer.YES) ? this.rules[0] : null;
		}
		long[] candidates = this.index.candidates(request);
		for (int word = 0; word < candidates.length; word++) {
			for (long left = candidates[word]; left != 0; left &= left - 1) {
				PolicyRule rule = this.rules[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
				Answer answer = rule.test(request);
				if (answer != Answer.NO) {
					return (answer == Answer.YES) ? rule : null;
				}
			}
		}
		return null;
	}

	/**
	 * Tests all rules, to explain which one decides.
	 * @param request the request, with a budget of its own
	 * @return whether it meets the conditions of each rule, in their order
	 */
	public List<RuleTrace> trace(RequestFacts request) {
		List<RuleTrace> traces = new ArrayList<>();
		for (PolicyRule rule : this.rules) {
			traces.add(rule.trace(request));
		}
		return traces;
	}

}
