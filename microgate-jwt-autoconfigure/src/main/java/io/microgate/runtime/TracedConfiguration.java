package io.microgate.runtime;

import java.util.List;
import java.util.Objects;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.DecisionTrace;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.PolicyRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the specs and lines that a recorded decision is about.
 *
 * @param configuration what is configured
 * @param trace how the decision was made
 */
record TracedConfiguration(CheckedConfiguration configuration, DecisionTrace trace) {

	private static final String POLICIES = "accessControlPolicies";

	private static final String JWTS = "jwts";

	/** The entry that decides. */
	PolicySpec entry() {
		return entry(rule());
	}

	PolicySpec entry(PolicyRule rule) {
		return Objects.requireNonNull(policy(rule).policies()).get(rule.reference().number());
	}

	/** The policy that an entry belongs to. */
	AccessControlPolicySpec policy(PolicyRule rule) {
		return Objects
			.requireNonNull(this.configuration.properties().accessControlPolicies().get(rule.reference().policy()));
	}

	PolicyRule rule() {
		return Objects.requireNonNull(this.trace.rule(), "No entry decides");
	}

	/** The line of an entry of a policy, or of a part of it. */
	@Nullable String placeIn(PolicyRule rule, Object... steps) {
		return find(POLICIES, rule.reference().policy(), "policies", rule.reference().number(), steps);
	}

	@Nullable String placeOfPolicy(String name) {
		return this.configuration.places().find(POLICIES, name, "policies");
	}

	@Nullable String placeOfJwks(String name) {
		return this.configuration.places().find("jwks", name);
	}

	/** The name of the JWT that is asked for, {@code null} if none is. */
	@Nullable String jwtName() {
		JwtRule authentication = (this.trace.rule() != null) ? this.trace.rule().authentication() : null;
		return (authentication != null) ? authentication.name() : null;
	}

	TokenTexts texts() {
		return new TokenTexts(Objects.requireNonNull(jwtName()), jwt());
	}

	JwtSpec jwt() {
		return jwt(Objects.requireNonNull(jwtName()));
	}

	JwtSpec jwt(String name) {
		return Objects.requireNonNull(this.configuration.properties().jwts().get(name));
	}

	List<JwtSpec.RequireAny> requirements() {
		return Objects.requireNonNull(jwt().requireAny());
	}

	@Nullable String placeInJwt(Object... steps) {
		return this.configuration.places().find(JWTS, Objects.requireNonNull(jwtName()), steps);
	}

	@Nullable String placeInRequirement(int number, Object... steps) {
		return find(JWTS, Objects.requireNonNull(jwtName()), "requireAny", number, steps);
	}

	private @Nullable String find(String resources, String name, String list, int number, Object... steps) {
		Object[] way = new Object[steps.length + 2];
		way[0] = list;
		way[1] = number;
		System.arraycopy(steps, 0, way, 2, steps.length);
		return this.configuration.places().find(resources, name, way);
	}

}
