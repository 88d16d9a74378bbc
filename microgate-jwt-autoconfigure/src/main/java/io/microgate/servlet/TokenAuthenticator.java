package io.microgate.servlet;

import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Verifies the token of a request and makes it the principal. Publishes the events of
 * {@link ProviderManager}, which would need the token cut out of its header. The
 * exceptions are what these events are about; the client sees what the decision says.
 */
final class TokenAuthenticator {

	private final Converter<Jwt, ? extends AbstractAuthenticationToken> converter;

	private final AuthenticationEventPublisher events;

	TokenAuthenticator(Converter<Jwt, ? extends AbstractAuthenticationToken> converter,
			AuthenticationEventPublisher events) {
		this.converter = converter;
		this.events = events;
	}

	/**
	 * Verifies the token, unless it has been verified before. Blocks while the token
	 * waits for keys.
	 * @param token the token
	 * @param decision the decision about the request that carries it
	 * @return the principal
	 * @throws AuthenticationException if the request is refused
	 */
	Authentication authenticate(SentToken token, RequestDecision decision) {
		Jwt remembered = decision.remembered(token);
		Jwt jwt = (remembered != null) ? remembered : decision.verify(token).join();
		Authentication principal = (jwt != null) ? principal(jwt, decision) : null;
		if (principal == null) {
			throw refusal(token, decision);
		}
		this.events.publishAuthenticationSuccess(principal);
		return principal;
	}

	/** Whatever is thrown here, or no principal, refuses the request. */
	private @Nullable Authentication principal(Jwt jwt, RequestDecision decision) {
		try {
			AbstractAuthenticationToken principal = this.converter.convert(jwt);
			if (principal == null) {
				throw new IllegalStateException("The converter returned null");
			}
			principal.eraseCredentials();
			return principal;
		}
		catch (Throwable ex) {
			decision.concludeFailed(ex);
			return null;
		}
	}

	private AuthenticationException refusal(SentToken token, RequestDecision decision) {
		DenyReason reason = decision.conclude().reason();
		AuthenticationException refusal = (reason != null && reason.status() == 401)
				? new InvalidBearerTokenException("The token is not acceptable")
				: new AuthenticationServiceException("The token cannot be judged");
		TokenAuthentication refused = new TokenAuthentication(token.text());
		refusal.setAuthenticationRequest(refused);
		this.events.publishAuthenticationFailure(refusal, refused);
		return refusal;
	}

}
