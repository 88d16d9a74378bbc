package io.microgate.runtime;

import java.util.Locale;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a token, in their order.
 */
enum TokenStep {

	STRUCTURE(DenyReason.TOKEN_MALFORMED),

	TYPE(DenyReason.TOKEN_TYPE),

	ALGORITHM(DenyReason.TOKEN_ALGORITHM),

	KEY(DenyReason.KEY_UNKNOWN),

	SIGNATURE(DenyReason.TOKEN_SIGNATURE),

	ISSUER(DenyReason.TOKEN_ISSUER),

	AUDIENCE(DenyReason.TOKEN_AUDIENCE),

	SUBJECT(DenyReason.TOKEN_SUBJECT),

	CLAIMS(DenyReason.TOKEN_CLAIMS),

	TIME(DenyReason.TOKEN_EXPIRED),

	REVOCATION(DenyReason.TOKEN_REVOKED),

	BINDING(DenyReason.TOKEN_BINDING);

	private final DenyReason reason;

	TokenStep(DenyReason reason) {
		this.reason = reason;
	}

	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Why a token is refused that fails here, or one of several reasons. */
	DenyReason reason() {
		return this.reason;
	}

	/** Whether a reason refuses single requests with a token that satisfies an entry. */
	static boolean isForEachRequest(@Nullable DenyReason reason) {
		TokenStep step = (reason != null) ? of(reason) : null;
		return step == REVOCATION || step == BINDING;
	}

	/** The check that refuses for a reason, {@code null} if none does. */
	static @Nullable TokenStep of(DenyReason reason) {
		return switch (reason) {
			case KEY_UNAVAILABLE -> KEY;
			case TOKEN_NOT_YET_VALID, TOKEN_EXPIRATION_MISSING, TOKEN_LIFETIME -> TIME;
			case REVOCATION_UNAVAILABLE -> REVOCATION;
			case DPOP_MISSING, DPOP_INVALID, DPOP_REPLAY, DPOP_UNAVAILABLE -> BINDING;
			default -> find(reason);
		};
	}

	private static @Nullable TokenStep find(DenyReason reason) {
		for (TokenStep step : values()) {
			if (step.reason == reason) {
				return step;
			}
		}
		return null;
	}

}
