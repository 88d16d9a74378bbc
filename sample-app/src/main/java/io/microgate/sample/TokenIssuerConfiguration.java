package io.microgate.sample;

import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The sample's own token issuer, a Spring Authorization Server, so that nothing has to be
 * installed. Its clients are in {@code application.yml}; its signing key is generated at
 * start.
 */
@Configuration(proxyBeanMethods = false)
class TokenIssuerConfiguration {

	private static final Map<String, List<String>> ROLES = Map.of("reader", List.of("reader"), "admin",
			List.of("reader", "admin"));

	/**
	 * Boot declares no chain for the authorization server beside chains of Microgate.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain tokenIssuerSecurityFilterChain(HttpSecurity http) {
		http.oauth2AuthorizationServer((issuer) -> http.securityMatcher(issuer.getEndpointsMatcher()));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		return http.build();
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> bookstoreClaims() {
		return (context) -> context.getClaims()
			.audience(List.of("bookstore"))
			.claim("roles", ROLES.getOrDefault(context.getRegisteredClient().getClientId(), List.of()))
			.claim("email_verified", true);
	}

}
