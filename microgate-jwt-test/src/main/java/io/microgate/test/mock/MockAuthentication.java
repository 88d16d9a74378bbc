package io.microgate.test.mock;

import io.microgate.engine.RequestDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * A user that a test has put in the security context of a request.
 */
final class MockAuthentication {

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private MockAuthentication() {
	}

	/** Whether there is a user. An anonymous one is a client that sends no token. */
	static boolean isUser(@Nullable Authentication authentication) {
		return TRUST.isAuthenticated(authentication);
	}

	/**
	 * Has the decision about a request count the user as its client, unless the request
	 * has a token or is decided without one.
	 * @param user the user
	 * @param decision the decision about the request
	 * @return the user as handlers see it, with derived claims
	 */
	static Authentication assume(Authentication user, RequestDecision decision) {
		Jwt own = jwt(user);
		Jwt derived = decision.assume(own);
		if (own == null || derived == null || user.getClass() != JwtAuthenticationToken.class) {
			return user;
		}
		boolean same = derived.getClaims().equals(own.getClaims());
		return same ? user : replace((JwtAuthenticationToken) user, derived);
	}

	private static @Nullable Jwt jwt(Authentication user) {
		if (user instanceof AbstractOAuth2TokenAuthenticationToken<?> token && token.getToken() instanceof Jwt jwt) {
			return jwt;
		}
		return (user.getPrincipal() instanceof Jwt jwt) ? jwt : null;
	}

	/** Name and authorities stay those of the test. */
	private static Authentication replace(JwtAuthenticationToken user, Jwt derived) {
		Object principal = (user.getPrincipal() instanceof Jwt) ? derived : user.getPrincipal();
		JwtAuthenticationToken replaced = new JwtAuthenticationToken(derived, principal, user.getAuthorities());
		replaced.setDetails(user.getDetails());
		return replaced.toBuilder().name(user.getName()).build();
	}

}
