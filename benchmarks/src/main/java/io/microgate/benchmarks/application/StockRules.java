package io.microgate.benchmarks.application;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.JWKSet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * The rules of the Microgate configuration, for Spring Security's resource server.
 *
 * @param keys where the key set is read from
 * @param algorithm the accepted algorithm
 * @param issuer the required issuer
 * @param audience the required audience
 * @param role the required role
 * @param routes the number of routes
 * @param shape the kind of their path patterns
 * @param entries the number of rules for the last route
 */
@ConfigurationProperties("stock")
record StockRules(URI keys, String algorithm, String issuer, String audience, String role, int routes, String shape,
		int entries) {

	boolean isRemote() {
		return !this.keys.getScheme().equals("file");
	}

	JWKSet keySet() throws IOException, ParseException {
		return JWKSet.load(Path.of(this.keys).toFile());
	}

	OAuth2TokenValidator<Jwt> validator() {
		return JwtValidators.createDefaultWithValidators(
				List.of(new JwtIssuerValidator(this.issuer), new JwtAudienceValidator(this.audience)));
	}

	JwtAuthenticationConverter converter() {
		JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
		authorities.setAuthoritiesClaimName("roles");
		authorities.setAuthorityPrefix("ROLE_");
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(authorities);
		return converter;
	}

	/** The paths of all entries but the last. */
	List<String> otherPaths() {
		return IntStream.range(1, this.entries).mapToObj((i) -> "/api/other" + i).toList();
	}

	List<String> routePaths() {
		String end = "literal".equalsIgnoreCase(this.shape) ? "/books" : "/**";
		return IntStream.rangeClosed(1, this.routes).mapToObj((i) -> "/api/r" + i + end).toList();
	}

}
