package io.microgate.integration;

import java.util.List;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * An application that uses Spring Security beside what is configured: method security,
 * CORS for some paths, a filter chain of its own for a portal that forwards to the API.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import({ ServletSpringUserController.class, ServletSpringUserController.WriterAdvice.class, SecurityEvents.class,
		KeyEvents.class })
class ServletSpringUserApplication {

	@Bean
	CorsConfigurationSource corsConfigurationSource() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of("https://friend.example"));
		configuration.setAllowedMethods(List.of("GET", "POST"));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/api/principal", configuration);
		source.registerCorsConfiguration("/shared/**", configuration);
		return source;
	}

	@Bean
	@Order(-1)
	SecurityFilterChain portalChain(HttpSecurity http) {
		return http.securityMatcher("/portal/**").authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
	}

}
