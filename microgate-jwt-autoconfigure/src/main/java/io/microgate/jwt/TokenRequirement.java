package io.microgate.jwt;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource;
import io.microgate.match.ExpressionBudget;
import io.microgate.match.StringMatcher;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A compiled entry of {@code requireAny}: whose keys verify the signature, and what the
 * claims must be.
 */
final class TokenRequirement {

	private static final RequiredClaim[] NO_CLAIMS = {};

	private final JwksSource source;

	private final @Nullable String issuer;

	private final @Nullable IssuerTemplate issuerTemplate;

	private final @Nullable List<String> audiences;

	private final @Nullable StringMatcher subject;

	private final RequiredClaim[] claims;

	TokenRequirement(JwtSpec.RequireAny spec, JwksSource source) {
		this.source = source;
		this.issuer = spec.issuer();
		this.audiences = spec.audiences();
		this.subject = (spec.subject() != null) ? StringMatcher.compile(spec.subject()) : null;
		String template = spec.extensions().issuerTemplate();
		this.issuerTemplate = (template != null) ? IssuerTemplate.compile(template) : null;
		this.claims = compile(spec.extensions().claims());
		if (this.issuer != null && this.issuerTemplate != null) {
			throw new IllegalArgumentException("Only one of 'issuer' and 'issuerTemplate' may be set");
		}
	}

	private static RequiredClaim[] compile(@Nullable List<JwtSpec.EntryClaim> specs) {
		if (specs == null) {
			return NO_CLAIMS;
		}
		if (specs.isEmpty()) {
			throw new IllegalArgumentException("A list of claims must not be empty");
		}
		return specs.stream().map(RequiredClaim::compile).toArray(RequiredClaim[]::new);
	}

	JwksSource source() {
		return this.source;
	}

	/** Whether a claim is compared with a regular expression, verified or not. */
	boolean hasExpression() {
		return (this.subject != null && this.subject.isExpression())
				|| Arrays.stream(this.claims).anyMatch(RequiredClaim::hasExpression);
	}

	/**
	 * Compares issuer, audience and subject, without regard to whether they are verified.
	 * @param claims the claims
	 * @param budget what an expression may cost
	 * @return the first claim that is not as required, or {@code null}
	 * @throws io.microgate.match.TextNotJudgedException if comparing an issuer or subject
	 * would cost more, and what was compared before it is as required
	 */
	@Nullable DenyReason check(TokenClaims claims, ExpressionBudget budget) {
		if (this.issuer != null && !this.issuer.equals(claims.text(JwtClaimNames.ISS))) {
			return DenyReason.TOKEN_ISSUER;
		}
		if (this.issuerTemplate != null && !this.issuerTemplate.matches(claims, budget)) {
			return DenyReason.TOKEN_ISSUER;
		}
		if (this.audiences != null && !isOneOf(this.audiences, claims.audiences())) {
			return DenyReason.TOKEN_AUDIENCE;
		}
		return isSubjectAccepted(claims, budget) ? null : DenyReason.TOKEN_SUBJECT;
	}

	/**
	 * Compares the other claims of a verified token.
	 * @param claims the claims
	 * @return the reason to refuse the token, {@code null} if they are as required
	 */
	@Nullable DenyReason checkVerified(TokenClaims claims) {
		return (firstUnmetClaim(claims) >= 0) ? DenyReason.TOKEN_CLAIMS : null;
	}

	/**
	 * Finds the first of the other claims that is not as required.
	 * @param claims the claims
	 * @return its position, -1 if all are as required
	 */
	int firstUnmetClaim(TokenClaims claims) {
		for (int i = 0; i < this.claims.length; i++) {
			if (!this.claims[i].isIn(claims)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isOneOf(List<String> accepted, Set<?> audiences) {
		for (String audience : accepted) {
			if (audiences.contains(audience)) {
				return true;
			}
		}
		return false;
	}

	private boolean isSubjectAccepted(TokenClaims claims, ExpressionBudget budget) {
		if (this.subject == null) {
			return true;
		}
		String value = claims.text(JwtClaimNames.SUB);
		if (value == null) {
			return false;
		}
		if (this.subject.isExpression()) {
			budget.requireLength(value);
		}
		return this.subject.matches(value, budget);
	}

}
