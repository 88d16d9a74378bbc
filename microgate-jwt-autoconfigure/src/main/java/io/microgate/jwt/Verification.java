package io.microgate.jwt;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.microgate.binding.Confirmation;
import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Outcome of verifying a token.
 *
 * @param jwt the verified token, {@code null} when it is refused
 * @param refusal why it is refused, {@code null} when it is verified
 * @param retryAfter with {@link DenyReason#KEY_UNAVAILABLE} the time after which another
 * try makes sense, whole seconds
 * @param jwks name of the JWKS whose key verified the token or that the refusal is about,
 * {@code null} when it is about none
 * @param confirmation what the verified token is bound to, {@code null} for nothing
 */
public record Verification(@Nullable Jwt jwt, @Nullable DenyReason refusal, @Nullable Duration retryAfter,
		@Nullable String jwks, @Nullable Confirmation confirmation) {

	/** A client of a test that is authenticated without a token. */
	static final Verification WITHOUT_TOKEN = new Verification(null, null, null, null, null);

	/**
	 * Whether conditions on claims are compared.
	 * @return {@code false} when the token is refused
	 */
	public boolean isAuthenticated() {
		return this.jwt != null || this == WITHOUT_TOKEN;
	}

	/**
	 * Returns the claims of a verified token as conditions compare them.
	 * @return the claims, with {@link UnderivedClaim} in place of a derived claim that is
	 * absent because of what the token has there
	 */
	public Map<String, Object> claims() {
		if (this == WITHOUT_TOKEN) {
			return Map.of();
		}
		Jwt verified = Objects.requireNonNull(this.jwt, "The token is not verified");
		return (verified instanceof VerifiedJwt own) ? own.conditionClaims() : verified.getClaims();
	}

	static Verification verified(Jwt jwt, String jwks, @Nullable Confirmation confirmation) {
		return new Verification(jwt, null, null, jwks, confirmation);
	}

	/**
	 * Refuses a token, or a request without one, before a JWKS is looked at.
	 * @param reason why
	 * @return the outcome
	 */
	public static Verification refused(DenyReason reason) {
		return new Verification(null, reason, null, null, null);
	}

	/**
	 * Refuses a verified token.
	 * @param reason why
	 * @param retry with an unavailable part the time after which another try makes sense,
	 * whole seconds
	 * @return the outcome
	 */
	public Verification refusedFor(DenyReason reason, @Nullable Duration retry) {
		return new Verification(null, reason, retry, this.jwks, null);
	}

}
