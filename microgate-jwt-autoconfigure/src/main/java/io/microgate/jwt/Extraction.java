package io.microgate.jwt;

import io.microgate.binding.TokenScheme;
import io.microgate.decision.DenyReason;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

/**
 * What was found at the sources of a token: a token, or the reason why there is none.
 *
 * @param token the token as sent, {@code null} with a refusal
 * @param scheme how it was sent
 * @param refusal why there is no token, {@code null} with a token
 */
public record Extraction(@Nullable SentToken token, TokenScheme scheme, @Nullable DenyReason refusal) {

	static Extraction of(String token) {
		return of(SentToken.of(token), TokenScheme.NONE);
	}

	static Extraction of(SentToken token, TokenScheme scheme) {
		return new Extraction(token, scheme, null);
	}

	static Extraction refused(DenyReason reason) {
		return refused(reason, TokenScheme.NONE);
	}

	static Extraction refused(DenyReason reason, TokenScheme scheme) {
		return new Extraction(null, scheme, reason);
	}

}
