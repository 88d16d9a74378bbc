package io.microgate.integration;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

/**
 * A reactive application that uses Spring Security beside what is configured: method
 * security, CORS for some paths, functional endpoints, a WebSocket.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@Import({ ReactiveSpringUserController.class, KeyEvents.class })
class ReactiveSpringUserApplication {

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
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route(RequestPredicates.GET("/api/functional"), (request) -> ServerResponse.ok()
			.body(request.principal().map(Principal::getName).defaultIfEmpty("no user"), String.class));
	}

	@Bean
	SimpleUrlHandlerMapping webSockets() {
		WebSocketHandler name = (session) -> session.send(session.getHandshakeInfo()
			.getPrincipal()
			.map(Principal::getName)
			.defaultIfEmpty("no user")
			.map(session::textMessage));
		return new SimpleUrlHandlerMapping(
				Map.of("/open/socket", name, "/api/socket", name, "/denied", name, "/elsewhere/socket", name),
				Ordered.HIGHEST_PRECEDENCE);
	}

}
