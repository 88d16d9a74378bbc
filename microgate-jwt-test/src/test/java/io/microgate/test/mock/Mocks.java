package io.microgate.test.mock;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Mocked users by name, as tests have them.
 */
final class Mocks {

	private static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("ROLE_USER");

	private Mocks() {
	}

	/**
	 * Creates a mocked user.
	 * @param name what it is, or the claims of its Jwt as JSON, in addition to those that
	 * Spring Security's {@code jwt()} has
	 * @return the user, {@code null} for {@code none}
	 */
	static Authentication named(String name) {
		return switch (name) {
			case "none" -> null;
			case "user" -> UsernamePasswordAuthenticationToken.authenticated("user", "password", AUTHORITIES);
			case "unauthenticated" -> UsernamePasswordAuthenticationToken.unauthenticated("user", "password");
			case "anonymous" -> new AnonymousAuthenticationToken("key", "anonymous", AUTHORITIES);
			case "opaque" -> opaque();
			default -> new JwtAuthenticationToken(jwt(name), AUTHORITIES);
		};
	}

	private static Authentication opaque() {
		Map<String, Object> attributes = Map.of("sub", "user", "realm_access", Map.of("roles", List.of("admin")));
		return new BearerTokenAuthentication(new DefaultOAuth2AuthenticatedPrincipal(attributes, AUTHORITIES),
				new OAuth2AccessToken(TokenType.BEARER, "token", null, null), AUTHORITIES);
	}

	/**
	 * Creates a mocked Jwt.
	 * @param claims further claims as JSON
	 * @return the Jwt
	 */
	static Jwt jwt(String claims) {
		Map<?, ?> further = JsonMapper.shared().readValue(claims, Map.class);
		Jwt.Builder jwt = Jwt.withTokenValue("token").header("alg", "none").claim("sub", "user").claim("scope", "read");
		further.forEach((name, value) -> jwt.claim((String) name, value));
		return jwt.build();
	}

}
