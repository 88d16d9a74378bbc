package io.microgate.servlet;

import io.microgate.jwt.DenyReason;
import io.microgate.route.RequestDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Verifies the token of a request and makes it the principal. The exceptions are what
 * Spring's events are about; the client sees what the decision says.
 */
final class TokenAuthenticationProvider implements AuthenticationProvider {

	private final Converter<Jwt, ? extends AbstractAuthenticationToken> converter;

	TokenAuthenticationProvider(Converter<Jwt, ? extends AbstractAuthenticationToken> converter) {
		this.converter = converter;
	}

	@Override
	public Authentication authenticate(Authentication authentication) throws AuthenticationException {
		TokenAuthentication token = (TokenAuthentication) authentication;
		RequestDecision decision = token.decision();
		Jwt jwt = decision.verify(token.getToken()).join();
		if (jwt == null) {
			throw refusal(decision);
		}
		AbstractAuthenticationToken result = convert(jwt, decision);
		if (result.getDetails() == null) {
			result.setDetails(token.getDetails());
		}
		return result;
	}

	private AbstractAuthenticationToken convert(Jwt jwt, RequestDecision decision) {
		AbstractAuthenticationToken result = null;
		try {
			result = this.converter.convert(jwt);
		}
		catch (RuntimeException ex) {
			decision.fail(ex);
			throw refusal(decision);
		}
		if (result == null) {
			decision.fail(new IllegalStateException());
			throw refusal(decision);
		}
		return result;
	}

	private static AuthenticationException refusal(RequestDecision decision) {
		DenyReason reason = decision.conclude().reason();
		return (reason != null && reason.status() == 401)
				? new InvalidBearerTokenException("The token is not acceptable")
				: new AuthenticationServiceException("The token cannot be judged");
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return TokenAuthentication.class.isAssignableFrom(authentication);
	}

}
