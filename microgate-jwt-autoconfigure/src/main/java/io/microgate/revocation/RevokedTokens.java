package io.microgate.revocation;

import java.util.Map;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * Knows which tokens of a JWT are revoked.
 */
@FunctionalInterface
public interface RevokedTokens {

	/**
	 * No token is revoked.
	 */
	RevokedTokens NONE = (claims) -> null;

	/**
	 * Judges a verified token.
	 * @param claims its claims, as they were sent
	 * @return {@link DenyReason#TOKEN_REVOKED},
	 * {@link DenyReason#REVOCATION_UNAVAILABLE}, or {@code null} if it is not revoked
	 */
	@Nullable DenyReason check(Map<String, Object> claims);

}
