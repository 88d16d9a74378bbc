package io.microgate.coverage;

import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two rules ask of the same requests, and what they pass on of them.
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
	 * @return what can be proved of the requests that are let through; what handlers and
	 * upstreams make of what is passed on is not known
	 */
	AccessChange compare(DecidingRule old, DecidingRule next) {
		if (old.refuses() || next.refuses()) {
			return AccessChange.of(old.refuses(), next.refuses());
		}
		if (!passesOnAlike(old.entry(), next.entry())) {
			return AccessChange.CHANGED;
		}
		JwtSpec oldJwt = jwt(old, this.jwts.before());
		JwtSpec nextJwt = jwt(next, this.jwts.after());
		boolean sameClaims = oldJwt != null && nextJwt != null && JwtComparison.readsClaimsAlike(oldJwt, nextJwt)
				&& readsVariablesAlike(old, next);
		RequirementInclusion requirements = new RequirementInclusion(sameClaims, this.jwts.before().proofs(),
				this.jwts.after().proofs());
		Authorization asked = authorization(old);
		Authorization nowAsked = authorization(next);
		AccessChange tokens = compare(oldJwt, nextJwt, asked, nowAsked);
		return AccessChange.of(
				(tokens == AccessChange.SAME || tokens == AccessChange.WIDER) && requirements.isWithin(asked, nowAsked),
				(tokens == AccessChange.SAME || tokens == AccessChange.NARROWER)
						&& requirements.isWithin(nowAsked, asked));
	}

	private static boolean passesOnAlike(@Nullable PolicyEntry old, @Nullable PolicyEntry next) {
		if (old == null || next == null) {
			PolicyEntry only = (old != null) ? old : next;
			return only == null || only.passesOnNothing();
		}
		return old.passesOnLike(next);
	}

	private static @Nullable JwtSpec jwt(DecidingRule rule, ComparedConfiguration configuration) {
		String name = (rule.entry() != null) ? ComparedConfiguration.jwt(rule.entry()) : null;
		return (name != null) ? configuration.jwt(name) : null;
	}

	private static @Nullable Authorization authorization(DecidingRule rule) {
		return (rule.entry() != null) ? rule.entry().authorization() : null;
	}

	private static boolean readsVariablesAlike(DecidingRule old, DecidingRule next) {
		return old.match() != null && next.match() != null && old.entry() != null && next.entry() != null
				&& old.entry().readsAlike(old.match().match().path(), next.match().match().path())
				&& next.entry().readsAlike(old.match().match().path(), next.match().match().path());
	}

	/** Compares the requests that have a token as asked for, or need none. */
	private AccessChange compare(@Nullable JwtSpec old, @Nullable JwtSpec next, @Nullable Authorization asked,
			@Nullable Authorization nowAsked) {
		if (old == null || next == null) {
			return AccessChange.of(next == null, old == null);
		}
		AccessChange tokens = this.jwts.compare(old, next);
		boolean sameSources = JwtComparison.hasSameSources(old, next);
		boolean oldWithinNew = !isOptional(asked) || (isOptional(nowAsked) && sameSources);
		boolean newWithinOld = !isOptional(nowAsked) || (isOptional(asked) && sameSources);
		return AccessChange.of((tokens == AccessChange.SAME || tokens == AccessChange.WIDER) && oldWithinNew,
				(tokens == AccessChange.SAME || tokens == AccessChange.NARROWER) && newWithinOld);
	}

	private static boolean isOptional(@Nullable Authorization authorization) {
		return authorization != null && authorization.authentication() != null
				&& authorization.authentication().jwt() != null
				&& authorization.authentication().jwt().extensions().optional();
	}

}
