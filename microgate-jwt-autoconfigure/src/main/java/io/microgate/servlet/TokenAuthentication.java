package io.microgate.servlet;

import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * A token on its way through Spring Security to verification, with the decision it is
 * for. The exceptions are what Spring's events are about; the client sees what the
 * decision says.
 */
final class TokenAuthentication extends BearerTokenAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient RequestDecision decision;

	/**
	 * Creates the authentication.
	 * @param token the token as sent
	 * @param decision the decision about the request that carries it
	 */
	public TokenAuthentication(String token, RequestDecision decision) {
		super(token);
		this.decision = decision;
	}

	/**
	 * Verifies the token, unless it has been verified before. Blocks while the token
	 * waits for keys, and never fails.
	 * @return the verified token, or {@code null} when it is refused
	 */
	public @Nullable Jwt verify() {
		Jwt remembered = this.decision.remembered(getToken());
		return (remembered != null) ? remembered : this.decision.verify(getToken()).join();
	}

	/**
	 * Completes the authentication.
	 * @param principal what was made of the verified token, {@code null} for nothing
	 * @return the principal
	 * @throws AuthenticationException if nothing was made of it, which refuses the
	 * request
	 */
	public Authentication authenticated(@Nullable AbstractAuthenticationToken principal) {
		if (principal == null) {
			throw failure(new IllegalStateException());
		}
		if (principal.getDetails() == null) {
			principal.setDetails(getDetails());
		}
		return principal;
	}

	/**
	 * Says that the token has been refused.
	 * @return the exception for Spring Security
	 */
	public AuthenticationException refusal() {
		DenyReason reason = this.decision.conclude().reason();
		return (reason != null && reason.status() == 401)
				? new InvalidBearerTokenException("The token is not acceptable")
				: new AuthenticationServiceException("The token cannot be judged");
	}

	/**
	 * Refuses the request because of an exception.
	 * @param failure what was thrown
	 * @return the exception for Spring Security
	 */
	public AuthenticationException failure(Throwable failure) {
		this.decision.concludeFailed(failure);
		return refusal();
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
