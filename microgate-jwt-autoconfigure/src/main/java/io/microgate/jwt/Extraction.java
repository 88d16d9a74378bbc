package io.microgate.jwt;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * What was found at the sources of a token: a token, or the reason why there is none.
 *
 * @param token the token as sent, {@code null} with a refusal
 * @param refusal why there is no token, {@code null} with a token
 */
public record Extraction(@Nullable String token, @Nullable DenyReason refusal) {

	static Extraction of(String token) {
		return new Extraction(token, null);
	}

	static Extraction refused(DenyReason reason) {
		return new Extraction(null, reason);
	}

}
