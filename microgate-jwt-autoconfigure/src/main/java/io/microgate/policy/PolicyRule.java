package io.microgate.policy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.constraint.Ref;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.Verification;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import io.microgate.match.TextNotJudgedException;
import io.microgate.propagation.PropagatedField;
import io.microgate.propagation.PropagationRule;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * One compiled entry of a policy: how the client is authenticated and what is required.
 */
public final class PolicyRule {

	private final EntryReference reference;

	private final RequestConditions conditions;

	private final @Nullable JwtRule authentication;

	private final @Nullable StringMatcher wholePath;

	private final boolean deny;

	private final boolean optional;

	private final Requirements requirements;

	private final StepUpRule stepUp;

	private final PropagationRule propagation;

	private final StrippedSources stripped;

	private PolicyRule(EntryReference reference, AccessControlPolicySpec.@Nullable RequestConditions conditions,
			AccessControlPolicySpec.Authorization authorization, Parts parts) {
		this.reference = reference;
		this.conditions = (conditions != null) ? RequestConditions.compile(conditions) : RequestConditions.NONE;
		this.wholePath = (conditions != null && !conditions.invert()) ? wholePath(conditions.path()) : null;
		this.authentication = parts.authentication;
		this.deny = authorization.deny() != null;
		this.optional = isOptional(authorization.authentication());
		this.requirements = parts.requirements;
		this.stepUp = parts.stepUp;
		this.propagation = parts.propagation;
		this.stripped = parts.stripped;
		if (this.deny && (!this.requirements.isEmpty() || this.authentication != null)) {
			throw new IllegalArgumentException("'deny' must stand alone in 'authorization'");
		}
		if (this.requirements.needClaims() && this.authentication == null) {
			throw new IllegalArgumentException("Requirements on claims need 'authentication'");
		}
		if (this.optional && !this.requirements.isEmpty()) {
			throw new IllegalArgumentException("Requirements need 'authentication' that is not optional");
		}
	}

	private static StepUpRule compileStepUp(AccessControlPolicySpec.Authorization authorization,
			@Nullable JwtRule authentication, Clock clock) {
		AccessControlPolicySpec.StepUp spec = authorization.extensions().stepUp();
		if (spec == null) {
			return StepUpRule.NONE;
		}
		if (authentication == null || isOptional(authorization.authentication())) {
			throw new IllegalArgumentException("'stepUp' needs 'authentication' that is not optional");
		}
		return StepUpRule.compile(spec, authentication.verifier().clockSkew(), clock);
	}

	private static boolean isOptional(AccessControlPolicySpec.@Nullable Authentication spec) {
		return spec != null && spec.jwt() != null && spec.jwt().extensions().optional();
	}

	static PolicyRule compile(String policy, int number, @Nullable String place,
			AccessControlPolicySpec.PolicySpec spec, PolicyResources resources, StrippedSources stripped) {
		AccessControlPolicySpec.Authorization authorization = Objects.requireNonNull(spec.authorization(),
				"'authorization' must be set");
		JwtRule authentication = compile(authorization.authentication(), resources.jwtRules());
		String jwt = (authentication != null) ? authentication.name() : null;
		return new PolicyRule(new EntryReference(policy, number, place, jwt), spec.requestConditions(), authorization,
				new Parts(authentication, Requirements.compile(authorization, resources),
						compileStepUp(authorization, authentication, resources.clock()),
						compile(spec.identityPropagation(), resources), stripped));
	}

	private static PropagationRule compile(AccessControlPolicySpec.@Nullable IdentityPropagation spec,
			PolicyResources resources) {
		if (spec == null) {
			return PropagationRule.NONE;
		}
		List<PropagatedField> fields = new ArrayList<>();
		for (AccessControlPolicySpec.PropagationAction action : Objects.requireNonNull(spec.actions(),
				"'actions' must be set")) {
			Ref ref = Objects.requireNonNull(action.identityPropagationRef(), "'identityPropagationRef' must be set");
			String name = Objects.requireNonNull(ref.name(), "'name' must be set");
			fields.add(Objects.requireNonNull(resources.propagations().apply(name),
					() -> "No IdentityPropagation is named '" + name + "'"));
		}
		return PropagationRule.of(fields);
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
	 * How the user has to have authenticated.
	 * @return the rule, {@link StepUpRule#NONE} if that does not matter
	 */
	public StepUpRule stepUp() {
		return this.stepUp;
	}

	/**
	 * What of the client is passed on.
	 * @return the rule, {@link PropagationRule#NONE} for nothing
	 */
	public PropagationRule propagation() {
		return this.propagation;
	}

	/**
	 * Where the token is taken out before handlers and upstreams see the request.
	 * @return the sources, {@link StrippedSources#NONE} where the token stays
	 */
	public StrippedSources stripped() {
		return this.stripped;
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
	 * @param verification the outcome for the token, {@code null} when it was not looked
	 * for
	 * @param request the request
	 * @param variables the path variables of its route
	 * @return the decision
	 */
	public Decision decide(String route, @Nullable Verification verification, RequestFacts request,
			PathVariables variables) {
		if (this.deny) {
			return new Decision(DenyReason.POLICY_DENY, null, route, this.reference, null, null);
		}
		if (this.authentication == null) {
			return new Decision(this.requirements.check(Map.of(), request, variables), null, route, this.reference,
					null, null);
		}
		if (verification == null) {
			return new Decision(DenyReason.TOKEN_MISSING, null, route, this.reference, null, null);
		}
		DenyReason reason = verification.isAuthenticated() ? check(verification.claims(), request, variables)
				: refusal(this.authentication, verification, request);
		return new Decision(reason, verification.retryAfter(), route, this.reference, verification.jwks(),
				verification.jwt());
	}

	private @Nullable DenyReason check(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		DenyReason reason = this.requirements.check(claims, request, variables);
		return (reason != null || this.stepUp.isSatisfiedBy(claims, request.sentAt())) ? reason
				: DenyReason.TOKEN_STEP_UP;
	}

	/** A token that is there has to be good, also where none has to be there. */
	private @Nullable DenyReason refusal(JwtRule jwt, Verification verification, RequestFacts request) {
		DenyReason reason = Objects.requireNonNull(verification.refusal());
		boolean anonymous = this.optional && reason == DenyReason.TOKEN_MISSING && jwt.extractor().isAnonymous(request);
		return anonymous ? null : reason;
	}

	Answer test(RequestFacts request) {
		return this.conditions.test(request);
	}

	RuleTrace trace(RequestFacts request) {
		RuleTrace trace = new RuleTrace(this);
		try {
			trace.answered(this.conditions.test(request, trace));
		}
		catch (TextNotJudgedException | IllegalStateException ex) {
			// stays unknown: the decision itself says whether that refuses the request
		}
		return trace;
	}

	/**
	 * Tests all conditions on claims, to explain which one decides.
	 * @param claims the claims of a verified token, as conditions compare them
	 * @param request the request
	 * @param variables the path variables of its route
	 * @return whether each is met
	 */
	public List<ClaimTrace> traceClaims(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		return this.requirements.trace(claims, request, variables);
	}

	static @Nullable JwtRule compile(AccessControlPolicySpec.@Nullable Authentication spec,
			Function<String, JwtRule> jwtRules) {
		if (spec == null) {
			return null;
		}
		AccessControlPolicySpec.JwtAuthentication jwt = Objects.requireNonNull(spec.jwt(), "'jwt' must be set");
		String name = Objects.requireNonNull(jwt.jwtRef(), "'jwtRef' must be set").name();
		return Objects.requireNonNull(jwtRules.apply(Objects.requireNonNull(name, "'name' must be set")),
				() -> "No JWT is named '" + name + "'");
	}

	/**
	 * What an entry is made of, but for its conditions.
	 */
	private record Parts(@Nullable JwtRule authentication, Requirements requirements, StepUpRule stepUp,
			PropagationRule propagation, StrippedSources stripped) {
	}

}
