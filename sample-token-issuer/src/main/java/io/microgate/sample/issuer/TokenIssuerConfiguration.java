package io.microgate.sample.issuer;

import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;

/**
 * A token issuer for the reactive samples, so that nothing has to be installed: the
 * Spring Authorization Server is for servlet applications. It knows nothing but
 * {@code client_credentials} and is no more than a demo. Its filter chain is an example
 * of one that an application has beside those of Microgate.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenIssuerProperties.class)
@Import(TokenIssuerController.class)
public class TokenIssuerConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityWebFilterChain tokenIssuerSecurityWebFilterChain(ServerHttpSecurity http,
			TokenIssuerProperties properties) {
		return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/oauth2/**"))
			.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/oauth2/jwks").permitAll().anyExchange().authenticated())
			.httpBasic((basic) -> basic.authenticationManager(clients(properties))
				.authenticationEntryPoint(TokenIssuerConfiguration::refuseClient))
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.build();
	}

	/**
	 * No bean: as one it would authenticate for the whole application.
	 */
	private static ReactiveAuthenticationManager clients(TokenIssuerProperties properties) {
		UserDetails[] clients = properties.client()
			.values()
			.stream()
			.map(TokenIssuerProperties.Client::registration)
			.map((client) -> User.withUsername(client.clientId())
				.password(client.clientSecret())
				.authorities("client")
				.build())
			.toArray(UserDetails[]::new);
		return new UserDetailsRepositoryReactiveAuthenticationManager(new MapReactiveUserDetailsService(clients));
	}

	private static Mono<Void> refuseClient(ServerWebExchange exchange, AuthenticationException exception) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatus.UNAUTHORIZED);
		response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"token issuer\"");
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		byte[] error = "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(error)));
	}

}
