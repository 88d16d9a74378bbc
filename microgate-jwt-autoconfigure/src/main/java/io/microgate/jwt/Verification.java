package io.microgate.jwt;

import java.time.Duration;

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
 */
public record Verification(@Nullable Jwt jwt, @Nullable DenyReason refusal, @Nullable Duration retryAfter) {

	static Verification verified(Jwt jwt) {
		return new Verification(jwt, null, null);
	}

	static Verification refused(DenyReason reason) {
		return new Verification(null, reason, null);
	}

	static Verification unavailable(Duration retryAfter) {
		return new Verification(null, DenyReason.KEY_UNAVAILABLE, retryAfter);
	}

}
