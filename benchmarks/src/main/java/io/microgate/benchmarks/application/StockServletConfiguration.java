package io.microgate.benchmarks.application;

import java.io.IOException;
import java.text.ParseException;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Security's resource server, as its reference documentation shows it, and without
 * sessions for rejected requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("stock.keys")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(StockRules.class)
class StockServletConfiguration {

	@Bean
	JwtDecoder jwtDecoder(StockRules rules) throws IOException, ParseException {
		SignatureAlgorithm algorithm = SignatureAlgorithm.from(rules.algorithm());
		NimbusJwtDecoder decoder = rules.isRemote()
				? NimbusJwtDecoder.withJwkSetUri(rules.keys().toString()).jwsAlgorithm(algorithm).build()
				: NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(rules.keySet())).jwsAlgorithm(algorithm).build();
		decoder.setJwtValidator(rules.validator());
		return decoder;
	}

	@Bean
	SecurityFilterChain stockSecurityFilterChain(HttpSecurity http, StockRules rules) {
		return http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> {
				rules.otherPaths().forEach((path) -> requests.requestMatchers(HttpMethod.GET, path).denyAll());
				rules.routePaths().forEach((path) -> requests.requestMatchers(path).hasRole(rules.role()));
				requests.anyRequest().denyAll();
			})
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.jwtAuthenticationConverter(rules.converter())))
			.build();
	}

}
