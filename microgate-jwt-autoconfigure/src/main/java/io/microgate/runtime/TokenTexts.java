package io.microgate.runtime;

import java.util.List;
import java.util.Objects;

import io.microgate.decision.DenyReason;
import io.microgate.engine.TokenExpectations;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenTrace;
import org.jspecify.annotations.Nullable;

/**
 * Says what a JWT expects of a token in each check.
 */
final class TokenTexts {

	private final JwtSpec jwt;

	private final TokenExpectations expectations;

	TokenTexts(String name, JwtSpec jwt) {
		this.jwt = jwt;
		this.expectations = new TokenExpectations(name, jwt);
	}

	static String jwksName(JwtSpec.RequireAny spec) {
		return Objects.requireNonNull(Objects.requireNonNull(spec.jwksRef()).name());
	}

	/**
	 * Says what an entry of {@code requireAny} expects in a check.
	 * @param step the check
	 * @param number position of the entry
	 * @param failed how the token failed at this check, {@code null} if it did not
	 * @return what is expected
	 */
	String expected(TokenStep step, int number, TokenTrace.@Nullable Entry failed) {
		if (failed != null) {
			return failed.keyOfOther() ? "The key that signed the token is limited to another issuer"
					: this.expectations.of(Objects.requireNonNull(failed.failure()), number).text();
		}
		JwtSpec.RequireAny spec = Objects.requireNonNull(this.jwt.requireAny()).get(number);
		return switch (step) {
			case ISSUER -> (spec.issuer() != null || spec.extensions().issuerTemplate() != null)
					? text(DenyReason.TOKEN_ISSUER, number) : "any issuer";
			case AUDIENCE -> (spec.audiences() != null) ? text(DenyReason.TOKEN_AUDIENCE, number) : "any audience";
			case SUBJECT -> (spec.subject() != null) ? text(DenyReason.TOKEN_SUBJECT, number) : "any subject";
			case CLAIMS -> isWithoutClaims(spec) ? "no further claims" : text(DenyReason.TOKEN_CLAIMS, number);
			case TIME -> time();
			case REVOCATION -> (this.jwt.extensions().revocation() != null) ? text(DenyReason.TOKEN_REVOKED, number)
					: "no list of revoked tokens";
			default -> text(step.reason(), number);
		};
	}

	private String text(DenyReason reason, int number) {
		return this.expectations.of(reason, number).text();
	}

	private boolean isWithoutClaims(JwtSpec.RequireAny spec) {
		List<JwtSpec.EntryClaim> claims = spec.extensions().claims();
		return claims == null && this.jwt.extensions().principalClaim() == null;
	}

	/** Says when a token is valid. */
	String time() {
		String required = Boolean.FALSE.equals(this.jwt.expirationRequired()) ? "" : ", with an expiration";
		String lifetime = (this.jwt.maxLifetime() != null) ? ", issued for at most " + this.jwt.maxLifetime() : "";
		return "valid now with a tolerance of " + this.jwt.clockSkewTolerance() + required + lifetime;
	}

}
