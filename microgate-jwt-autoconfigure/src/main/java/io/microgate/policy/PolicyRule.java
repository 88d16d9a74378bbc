package io.microgate.policy;

import io.microgate.jwt.JwtRule;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * One compiled entry of a policy: how the client is authenticated and what is required.
 */
public final class PolicyRule {

	/**
	 * How the client is authenticated.
	 * @return the JWT to judge by, or {@code null} when no authentication is asked for
	 */
	public @Nullable JwtRule authentication() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Decides by the verified token.
	 * @param jwt the verified token, {@code null} when no authentication is asked for
	 * @return the decision
	 */
	public Decision decide(@Nullable Jwt jwt) {
		throw new UnsupportedOperationException();
	}

}
