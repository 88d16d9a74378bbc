package io.microgate.jwt;

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

	private final JwksSource source;

	private final @Nullable String issuer;

	private final @Nullable List<String> audiences;

	private final @Nullable StringMatcher subject;

	TokenRequirement(JwtSpec.RequireAny spec, JwksSource source) {
		this.source = source;
		this.issuer = spec.issuer();
		this.audiences = spec.audiences();
		this.subject = (spec.subject() != null) ? StringMatcher.compile(spec.subject()) : null;
	}

	JwksSource source() {
		return this.source;
	}

	/**
	 * Compares the claims, without regard to whether they are verified.
	 * @param claims the claims
	 * @param budget what an expression may cost
	 * @return the first claim that is not as required, or {@code null}
	 * @throws io.microgate.match.TextNotJudgedException if all but the subject are as
	 * required and comparing the subject would cost more
	 */
	@Nullable DenyReason check(TokenClaims claims, ExpressionBudget budget) {
		if (this.issuer != null && !this.issuer.equals(claims.text(JwtClaimNames.ISS))) {
			return DenyReason.TOKEN_ISSUER;
		}
		if (this.audiences != null && !isOneOf(this.audiences, claims.audiences())) {
			return DenyReason.TOKEN_AUDIENCE;
		}
		return isSubjectAccepted(claims, budget) ? null : DenyReason.TOKEN_SUBJECT;
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
