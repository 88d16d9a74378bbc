package io.microgate.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.Verification;
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

	private final EntryReference reference;

	private final RequestConditions conditions;

	private final @Nullable JwtRule authentication;

	private final @Nullable StringMatcher wholePath;

	private final boolean deny;

	private final ClaimCondition[] requireAll;

	private final ClaimCondition[] requireAny;

	private PolicyRule(String policy, int number, AccessControlPolicySpec.@Nullable RequestConditions conditions,
			AccessControlPolicySpec.Authorization authorization, @Nullable JwtRule authentication) {
		this.reference = new EntryReference(policy, number, null,
				(authentication != null) ? authentication.name() : null);
		this.conditions = (conditions != null) ? RequestConditions.compile(conditions) : RequestConditions.NONE;
		this.wholePath = (conditions != null && !conditions.invert()) ? wholePath(conditions.path()) : null;
		this.authentication = authentication;
		this.deny = authorization.deny() != null;
		this.requireAll = compile(authorization.requireAll());
		this.requireAny = compile(authorization.requireAny());
		boolean asksForClaims = this.requireAll.length > 0 || this.requireAny.length > 0;
		if (this.deny && (asksForClaims || this.authentication != null)) {
			throw new IllegalArgumentException("'deny' must stand alone in 'authorization'");
		}
		if (this.requireAll.length > 0 && this.requireAny.length > 0) {
			throw new IllegalArgumentException("Only one of 'requireAll' and 'requireAny' may be set");
		}
		if (asksForClaims && this.authentication == null) {
			throw new IllegalArgumentException("Requirements on claims need 'authentication'");
		}
	}

	static PolicyRule compile(String policy, int number, AccessControlPolicySpec.PolicySpec spec,
			Function<String, JwtRule> jwtRules) {
		AccessControlPolicySpec.Authorization authorization = Objects.requireNonNull(spec.authorization(),
				"'authorization' must be set");
		return new PolicyRule(policy, number, spec.requestConditions(), authorization,
				compile(authorization.authentication(), jwtRules));
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
	 * The name of this entry.
	 * @return where it stands among the entries of its policy
	 */
	public EntryReference reference() {
		return this.reference;
	}

	/**
	 * Decides by the outcome of the verification.
	 * @param route name of the route that the request is for
	 * @param verification the outcome for the token, {@code null} when there is none
	 * @return the decision
	 */
	public Decision decide(String route, @Nullable Verification verification) {
		if (this.deny) {
			return new Decision(DenyReason.POLICY_DENY, null, route, this.reference, null, null);
		}
		if (this.authentication == null) {
			return new Decision(null, null, route, this.reference, null, null);
		}
		if (verification == null) {
			return new Decision(DenyReason.TOKEN_MISSING, null, route, this.reference, null, null);
		}
		Jwt jwt = verification.jwt();
		DenyReason reason = (jwt != null) ? refusal(jwt.getClaims()) : Objects.requireNonNull(verification.refusal());
		return new Decision(reason, verification.retryAfter(), route, this.reference, verification.jwks(), jwt);
	}

	Answer test(RequestFacts request) {
		return this.conditions.test(request);
	}

	private @Nullable DenyReason refusal(Map<String, Object> claims) {
		for (ClaimCondition condition : this.requireAll) {
			if (!condition.met(claims)) {
				return DenyReason.CLAIMS_REQUIRE_ALL;
			}
		}
		for (ClaimCondition condition : this.requireAny) {
			if (condition.met(claims)) {
				return null;
			}
		}
		return (this.requireAny.length == 0) ? null : DenyReason.CLAIMS_REQUIRE_ANY;
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

	private static ClaimCondition[] compile(@Nullable List<AccessControlPolicySpec.Requirement> specs) {
		if (specs == null) {
			return new ClaimCondition[0];
		}
		if (specs.isEmpty()) {
			throw new IllegalArgumentException("A list of requirements must not be empty");
		}
		return specs.stream().map(ClaimCondition::compile).toArray(ClaimCondition[]::new);
	}

}
