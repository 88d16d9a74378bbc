package io.microgate.servlet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Verifies the token of a request and makes it the principal.
 */
final class TokenAuthenticationProvider implements AuthenticationProvider {

	private final Converter<Jwt, ? extends AbstractAuthenticationToken> converter;

	TokenAuthenticationProvider(Converter<Jwt, ? extends AbstractAuthenticationToken> converter) {
		this.converter = converter;
	}

	@Override
	public Authentication authenticate(Authentication authentication) throws AuthenticationException {
		TokenAuthentication token = (TokenAuthentication) authentication;
		Jwt jwt = token.verify();
		if (jwt == null) {
			throw token.refusal();
		}
		return token.authenticated(convert(jwt, token));
	}

	private @Nullable AbstractAuthenticationToken convert(Jwt jwt, TokenAuthentication token) {
		try {
			return this.converter.convert(jwt);
		}
		catch (Throwable ex) {
			throw token.failure(ex);
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return TokenAuthentication.class.isAssignableFrom(authentication);
	}

}
