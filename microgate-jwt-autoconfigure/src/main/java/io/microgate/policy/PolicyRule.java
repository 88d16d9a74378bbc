package io.microgate.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.JwtRule;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * One compiled entry of a policy: how the client is authenticated and what is required.
 */
public final class PolicyRule {

	private final RequestConditions conditions;

	private final @Nullable JwtRule authentication;

	private final @Nullable StringMatcher wholePath;

	private final boolean deny;

	private final List<ClaimCondition> requireAll;

	private final List<ClaimCondition> requireAny;

	private PolicyRule(AccessControlPolicySpec.@Nullable RequestConditions conditions,
			AccessControlPolicySpec.Authorization authorization, Function<String, JwtRule> jwtRules) {
		this.conditions = (conditions != null) ? RequestConditions.compile(conditions) : RequestConditions.NONE;
		this.wholePath = (conditions != null && !conditions.invert()) ? wholePath(conditions.path()) : null;
		this.authentication = compile(authorization.authentication(), jwtRules);
		this.deny = authorization.deny() != null;
		this.requireAll = compile(authorization.requireAll());
		this.requireAny = compile(authorization.requireAny());
		boolean asksForClaims = !this.requireAll.isEmpty() || !this.requireAny.isEmpty();
		if (this.deny && (asksForClaims || this.authentication != null)) {
			throw new IllegalArgumentException("'deny' must stand alone in 'authorization'");
		}
		if (!this.requireAll.isEmpty() && !this.requireAny.isEmpty()) {
			throw new IllegalArgumentException("Only one of 'requireAll' and 'requireAny' may be set");
		}
		if (asksForClaims && this.authentication == null) {
			throw new IllegalArgumentException("Requirements on claims need 'authentication'");
		}
	}

	static PolicyRule compile(AccessControlPolicySpec.PolicySpec spec, Function<String, JwtRule> jwtRules) {
		return new PolicyRule(spec.requestConditions(),
				Objects.requireNonNull(spec.authorization(), "'authorization' must be set"), jwtRules);
	}

	private static @Nullable StringMatcher wholePath(@Nullable MatcherSpec path) {
		StringMatcherSpec matcher = (path != null) ? path.matcher() : null;
		return (matcher != null && matcher.exact() != null) ? StringMatcher.compile(matcher) : null;
	}

	/**
	 * Whether the conditions name a path as a whole, so that no other reading of it is
	 * meant.
	 * @param path a decoded path
	 * @return whether there is a condition {@code exact} on the path, which it meets
	 */
	public boolean names(String path) {
		return this.wholePath != null && this.wholePath.matches(path);
	}

	/**
	 * How the client is authenticated.
	 * @return the JWT that the token must satisfy, or {@code null} if no authentication
	 * is required
	 */
	public @Nullable JwtRule authentication() {
		return this.authentication;
	}

	/**
	 * Decides by the verified token.
	 * @param jwt the verified token, {@code null} if no authentication is required
	 * @return the decision
	 */
	public Decision decide(@Nullable Jwt jwt) {
		if (this.deny) {
			return Decision.deny(DenyReason.POLICY_DENY);
		}
		if (this.authentication == null) {
			return Decision.ALLOW;
		}
		return (jwt != null) ? decide(jwt.getClaims()) : Decision.deny(DenyReason.TOKEN_MISSING);
	}

	Answer test(RequestFacts request) {
		return this.conditions.test(request);
	}

	private Decision decide(Map<String, Object> claims) {
		for (ClaimCondition condition : this.requireAll) {
			if (!condition.met(claims)) {
				return Decision.deny(DenyReason.CLAIMS_REQUIRE_ALL);
			}
		}
		for (ClaimCondition condition : this.requireAny) {
			if (condition.met(claims)) {
				return Decision.ALLOW;
			}
		}
		return this.requireAny.isEmpty() ? Decision.ALLOW : Decision.deny(DenyReason.CLAIMS_REQUIRE_ANY);
	}

	private static @Nullable JwtRule compile(AccessControlPolicySpec.@Nullable Authentication spec,
			Function<String, JwtRule> jwtRules) {
		if (spec == null) {
			return null;
		}
		AccessControlPolicySpec.JwtAuthentication jwt = Objects.requireNonNull(spec.jwt(), "'jwt' must be set");
		String name = Objects.requireNonNull(jwt.jwtRef(), "'jwtRef' must be set").name();
		return Objects.requireNonNull(jwtRules.apply(Objects.requireNonNull(name, "'name' must be set")),
				() -> "No JWT is named '" + name + "'");
	}

	private static List<ClaimCondition> compile(@Nullable List<AccessControlPolicySpec.Requirement> specs) {
		if (specs == null) {
			return List.of();
		}
		if (specs.isEmpty()) {
			throw new IllegalArgumentException("A list of requirements must not be empty");
		}
		return specs.stream().map(ClaimCondition::compile).toList();
	}

}
