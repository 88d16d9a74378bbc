package io.microgate.servlet;

import io.microgate.route.RequestDecision;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * A token on its way to verification, with the decision it is for.
 */
final class TokenAuthentication extends BearerTokenAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient RequestDecision decision;

	TokenAuthentication(String token, RequestDecision decision) {
		super(token);
		this.decision = decision;
	}

	RequestDecision decision() {
		return this.decision;
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
