package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two rules ask of the same requests.
 */
final class AuthorizationComparison {

	private final JwtComparison jwts;

	AuthorizationComparison(JwtComparison jwts) {
		this.jwts = jwts;
	}

	/**
	 * Compares two rules.
	 * @param old a rule of the first configuration
	 * @param next a rule of the second one
	 * @return what can be proved of the requests that are let through
	 */
	AccessChange compare(DecidingRule old, DecidingRule next) {
		JwtSpec oldJwt = jwt(old, this.jwts.before());
		JwtSpec nextJwt = jwt(next, this.jwts.after());
		if (old.refuses() || next.refuses() || oldJwt == null || nextJwt == null) {
			return AccessChange.of(old.refuses() || (!next.refuses() && nextJwt == null),
					next.refuses() || (!old.refuses() && oldJwt == null));
		}
		AccessChange tokens = this.jwts.compare(oldJwt, nextJwt);
		boolean oldWithinNew = tokens == AccessChange.SAME || tokens == AccessChange.WIDER;
		boolean newWithinOld = tokens == AccessChange.SAME || tokens == AccessChange.NARROWER;
		boolean sameClaims = JwtComparison.readsClaimsAlike(oldJwt, nextJwt) && readsVariablesAlike(old, next);
		boolean sameSources = JwtComparison.hasSameSources(oldJwt, nextJwt);
		Authorization asked = Objects.requireNonNull(old.entry()).authorization();
		Authorization nowAsked = Objects.requireNonNull(next.entry()).authorization();
		return AccessChange.of(oldWithinNew && isWithin(asked, nowAsked, sameClaims, sameSources),
				newWithinOld && isWithin(nowAsked, asked, sameClaims, sameSources));
	}

	private static @Nullable JwtSpec jwt(DecidingRule rule, ComparedConfiguration configuration) {
		String name = (rule.entry() != null) ? ComparedConfiguration.jwt(rule.entry()) : null;
		return (name != null) ? configuration.jwt(name) : null;
	}

	private static boolean readsVariablesAlike(DecidingRule old, DecidingRule next) {
		return old.match() != null && next.match() != null && old.entry() != null && next.entry() != null
				&& old.entry().readsAlike(old.match().match().path(), next.match().match().path())
				&& next.entry().readsAlike(old.match().match().path(), next.match().match().path());
	}

	private static boolean isWithin(Authorization inner, Authorization outer, boolean sameClaims, boolean sameSources) {
		boolean optional = isOptional(inner);
		if (optional && !(isOptional(outer) && sameSources)) {
			return false;
		}
		boolean asksForNone = all(outer).isEmpty() && any(outer).isEmpty() && none(outer).isEmpty();
		return asksForNone || (sameClaims && areClaimsWithin(inner, outer));
	}

	private static boolean isOptional(Authorization authorization) {
		return authorization.authentication() != null && authorization.authentication().jwt() != null
				&& authorization.authentication().jwt().extensions().optional();
	}

	private static boolean areClaimsWithin(Authorization inner, Authorization outer) {
		List<Claim> given = all(inner);
		List<Claim> alternatives = any(inner);
		boolean all = all(outer).stream().allMatch((claim) -> isImplied(claim, given));
		boolean any = any(outer).isEmpty() || any(outer).stream().anyMatch((claim) -> isImplied(claim, given))
				|| (!alternatives.isEmpty() && alternatives.stream()
					.allMatch((alternative) -> any(outer).stream().anyMatch((claim) -> implies(alternative, claim))));
		return all && any && none(inner).containsAll(none(outer));
	}

	private static boolean isImplied(Claim claim, List<Claim> given) {
		return given.stream().anyMatch((candidate) -> implies(candidate, claim));
	}

	/** What matches exists and is not null. */
	private static boolean implies(Claim given, Claim claim) {
		if (given.equals(claim)) {
			return true;
		}
		if (!Objects.equals(given.name(), claim.name())) {
			return false;
		}
		ClaimValue value = claim.value();
		ClaimValue givenValue = given.value();
		return value == null || (givenValue != null && givenValue.matcher() != null && value.matcher() != null
				&& StringMatcherInclusion.isWithin(givenValue.matcher(), value.matcher()));
	}

	private static List<Claim> all(Authorization authorization) {
		return claims(authorization.requireAll());
	}

	private static List<Claim> any(Authorization authorization) {
		List<Requirement> further = authorization.extensions().requireAny();
		return claims((further != null) ? further : authorization.requireAny());
	}

	private static List<Claim> none(Authorization authorization) {
		return claims(authorization.extensions().requireNone());
	}

	private static List<Claim> claims(@Nullable List<Requirement> requirements) {
		List<Claim> claims = new ArrayList<>();
		EntryAuthorization.addClaims(requirements, claims);
		return claims;
	}

}
