package io.microgate.jwt;

import java.util.Objects;

import io.microgate.match.StringMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code requireAny[].extensions.claims[]}: the token's own claim is present and
 * not null, and its value matches.
 *
 * @param name literal name of the claim
 * @param value how the value is compared, any value when {@code null}
 */
record RequiredClaim(String name, @Nullable StringMatcher value) {

	static RequiredClaim compile(JwtSpec.EntryClaim spec) {
		String name = Objects.requireNonNull(spec.name(), "'name' must be set");
		return new RequiredClaim(name, (spec.value() != null) ? StringMatcher.compile(spec.value()) : null);
	}

	boolean hasExpression() {
		return this.value != null && this.value.isExpression();
	}

	/**
	 * Compares the claim of a verified token.
	 * @param claims the claims of the token
	 * @return whether the claim is as required
	 */
	boolean isIn(TokenClaims claims) {
		Object claim = claims.exactValue(this.name);
		if (claim == null || this.value == null) {
			return claim != null;
		}
		return ClaimComparison.of(claim, this.value::matches) == ClaimComparison.MATCHES;
	}

}
