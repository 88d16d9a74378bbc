package io.microgate.migration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * The filter chain that the guide translates, and what it is on the reactive stack.
 */
final class FilterChainRules {

	private FilterChainRules() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class Servlet {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/public/**")
				.permitAll()
				.requestMatchers("/api/admin/**")
				.hasAuthority("SCOPE_admin")
				.requestMatchers(HttpMethod.DELETE, "/api/**")
				.hasAuthority("SCOPE_admin")
				.requestMatchers("/api/**")
				.authenticated()
				.anyRequest()
				.denyAll());
			http.oauth2ResourceServer((server) -> server.jwt(withDefaults()));
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class Reactive {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			http.authorizeExchange((exchanges) -> exchanges.pathMatchers("/api/public/**")
				.permitAll()
				.pathMatchers("/api/admin/**")
				.hasAuthority("SCOPE_admin")
				.pathMatchers(HttpMethod.DELETE, "/api/**")
				.hasAuthority("SCOPE_admin")
				.pathMatchers("/api/**")
				.authenticated()
				.anyExchange()
				.denyAll());
			http.oauth2ResourceServer((server) -> server.jwt(withDefaults()));
			return http.build();
		}

	}

}
