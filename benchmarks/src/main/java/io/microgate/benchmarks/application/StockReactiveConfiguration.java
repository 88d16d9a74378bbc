package io.microgate.benchmarks.application;

import java.io.IOException;
import java.text.ParseException;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;

/**
 * Spring Security's reactive resource server, as its reference documentation shows it,
 * and without sessions for rejected requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("stock.keys")
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableConfigurationProperties(StockRules.class)
class StockReactiveConfiguration {

	@Bean
	ReactiveJwtDecoder jwtDecoder(StockRules rules) throws IOException, ParseException {
		SignatureAlgorithm algorithm = SignatureAlgorithm.from(rules.algorithm());
		NimbusReactiveJwtDecoder decoder = rules.isRemote()
				? NimbusReactiveJwtDecoder.withJwkSetUri(rules.keys().toString()).jwsAlgorithm(algorithm).build()
				: ofFile(rules, algorithm);
		decoder.setJwtValidator(rules.validator());
		return decoder;
	}

	private static NimbusReactiveJwtDecoder ofFile(StockRules rules, SignatureAlgorithm algorithm)
			throws IOException, ParseException {
		List<JWK> keys = rules.keySet().getKeys();
		return NimbusReactiveJwtDecoder.withJwkSource((jwt) -> Flux.fromIterable(keys)).jwsAlgorithm(algorithm).build();
	}

	@Bean
	SecurityWebFilterChain stockSecurityWebFilterChain(ServerHttpSecurity http, StockRules rules) {
		return http.requestCache((cache) -> cache.requestCache(NoOpServerRequestCache.getInstance()))
			.authorizeExchange((exchanges) -> {
				rules.otherPaths().forEach((path) -> exchanges.pathMatchers(HttpMethod.GET, path).denyAll());
				rules.routePaths().forEach((path) -> exchanges.pathMatchers(path).hasRole(rules.role()));
				exchanges.anyExchange().denyAll();
			})
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt
				.jwtAuthenticationConverter(new ReactiveJwtAuthenticationConverterAdapter(rules.converter()))))
			.build();
	}

}
