package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a policy that cases are derived from.
 *
 * @param policy name of the policy
 * @param number position of the entry, from 0
 * @param spec the entry
 * @param jwtName name of the JWT that it asks for, {@code null} for none
 * @param jwt the JWT, {@code null} for none
 */
record DerivedEntry(String policy, int number, PolicySpec spec, @Nullable String jwtName, @Nullable JwtSpec jwt) {

	static DerivedEntry of(String policy, int number, PolicySpec spec, MicrogateProperties properties) {
		Authentication method = authorization(spec).authentication();
		JwtAuthentication authentication = (method != null) ? method.jwt() : null;
		String jwt = (authentication != null && authentication.jwtRef() != null) ? authentication.jwtRef().name()
				: null;
		return new DerivedEntry(policy, number, spec, jwt, (jwt != null) ? properties.jwts().get(jwt) : null);
	}

	/** The same entry if it asked for another JWT. */
	DerivedEntry withJwt(String otherName, JwtSpec other) {
		return new DerivedEntry(this.policy, this.number, this.spec, otherName, other);
	}

	/** Names the entry in cases. */
	String name() {
		return "%s[%d]".formatted(this.policy, this.number);
	}

	private static Authorization authorization(PolicySpec spec) {
		return Objects.requireNonNull(spec.authorization());
	}

	Authorization authorization() {
		return authorization(this.spec);
	}

	@Nullable RequestConditions conditions() {
		return this.spec.requestConditions();
	}

	List<ClaimNeed> requireAll() {
		return needs(authorization().requireAll());
	}

	/** The alternatives, wherever they are written. */
	List<ClaimNeed> requireAny() {
		List<ClaimNeed> needs = new ArrayList<>(needs(authorization().requireAny()));
		needs.addAll(needs(authorization().extensions().requireAny()));
		return needs;
	}

	List<ClaimNeed> requireNone() {
		return needs(authorization().extensions().requireNone());
	}

	List<ClaimNeed> allNeeds() {
		List<ClaimNeed> needs = new ArrayList<>(requireAll());
		needs.addAll(requireAny());
		needs.addAll(requireNone());
		return needs;
	}

	private static List<ClaimNeed> needs(@Nullable List<Requirement> requirements) {
		return (requirements != null) ? requirements.stream().map(ClaimNeed::of).toList() : List.of();
	}

}
