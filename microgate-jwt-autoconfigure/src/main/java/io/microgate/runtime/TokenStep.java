package io.microgate.runtime;

import java.util.Locale;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a token, in their order.
 */
enum TokenStep {

	STRUCTURE, TYPE, ALGORITHM, BINDING, KEY, SIGNATURE, ISSUER, AUDIENCE, SUBJECT, CLAIMS, TIME;

	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The check that refuses for a reason, {@code null} if none does. */
	static @Nullable TokenStep of(DenyReason reason) {
		return switch (reason) {
			case TOKEN_MALFORMED -> STRUCTURE;
			case TOKEN_TYPE -> TYPE;
			case TOKEN_ALGORITHM -> ALGORITHM;
			case TOKEN_BINDING -> BINDING;
			case KEY_UNKNOWN, KEY_UNAVAILABLE -> KEY;
			case TOKEN_SIGNATURE -> SIGNATURE;
			case TOKEN_ISSUER -> ISSUER;
			case TOKEN_AUDIENCE -> AUDIENCE;
			case TOKEN_SUBJECT -> SUBJECT;
			case TOKEN_CLAIMS -> CLAIMS;
			case TOKEN_EXPIRED, TOKEN_NOT_YET_VALID, TOKEN_EXPIRATION_MISSING, TOKEN_LIFETIME -> TIME;
			default -> null;
		};
	}

}
