package io.microgate.policy;

import java.util.function.Function;

import io.microgate.jwt.JwtRule;
import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A compiled AccessControlPolicy: an ordered list of rules.
 */
public final class Policy {

	/**
	 * Compiles a policy.
	 * @param spec a spec that has been checked
	 * @param jwtRules compiled JWTs by name
	 * @return the policy
	 */
	public static Policy compile(AccessControlPolicySpec spec, Function<String, JwtRule> jwtRules) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Finds the rule that decides about a request: the first whose conditions match.
	 * @param request the request
	 * @return the rule, or {@code null} when none is for this request, so that it is
	 * refused
	 */
	public @Nullable PolicyRule select(RequestFacts request) {
		throw new UnsupportedOperationException();
	}

}
