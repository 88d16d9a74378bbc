package io.microgate.autoconfigure;

import java.util.List;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * A route {@code /api/**} whose clients need a token, and what something else than
 * Microgate takes for an authenticated client.
 */
final class Authenticated {

	static final String[] PROPERTIES = { "microgate.routes.api.paths=/api/**",
			"microgate.jwks.idp.provider.remote.uri=https://localhost:1/jwks",
			"microgate.jwts.token.require-any[0].jwks-ref.name=idp",
			"microgate.jwts.token.require-any[0].issuer=https://idp.example.com",
			"microgate.jwts.token.expiration-required=true",
			"microgate.access-control-policies.api.target-refs[0].name=api",
			"microgate.access-control-policies.api.policies[0].authorization.authentication.jwt.jwt-ref.name=token" };

	private Authenticated() {
	}

	static SecurityContext context() {
		Jwt jwt = Jwt.withTokenValue("token")
			.header("alg", "ES256")
			.issuer("https://idp.example.com")
			.subject("alice")
			.audience(List.of("api"))
			.build();
		return new SecurityContextImpl(
				new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
	}

}
