package io.microgate.servlet;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * A refused token, as Spring Security's events tell of it.
 */
final class TokenAuthentication extends BearerTokenAuthenticationToken {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the authentication.
	 * @param token the token alone
	 */
	TokenAuthentication(String token) {
		super(token);
	}

	/**
	 * The inherited name is the token, and Spring Boot's audit events carry names. There
	 * is none before the token is verified.
	 */
	@Override
	public String getName() {
		return "";
	}

	/** The inherited text shows the principal, which is the token. */
	@Override
	public String toString() {
		return getClass().getSimpleName();
	}

}
