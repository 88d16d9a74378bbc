package io.microgate.integration;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;

/**
 * CORS configuration of WebFlux on Netty.
 */
class ReactiveCorsTests extends CorsTests {

	ReactiveCorsTests() {
		super(WebApplicationType.REACTIVE, CorsApplication.class);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CorsCalls.class, CorsController.class })
	static class CorsApplication {

		@Bean
		RouterFunction<ServerResponse> functions(CorsCalls calls) {
			return RouterFunctions.route((request) -> {
				calls.add("predicate");
				return request.path().startsWith("/functions/");
			}, (request) -> ServerResponse.ok().bodyValue("function"));
		}

		@Bean
		WebFluxConfigurer functionsCors() {
			return new WebFluxConfigurer() {

				@Override
				public void addCorsMappings(CorsRegistry registry) {
					registry.addMapping("/functions/**").allowedOrigins(FRIEND);
				}

			};
		}

		@Bean
		CorsConfigurationSource source() {
			return (exchange) -> CorsBean.find(exchange.getRequest().getPath().value());
		}

		@Bean
		GraphQlLikeHandler graphQlWebSocketHandler() {
			return new GraphQlLikeHandler();
		}

		@Bean
		SimpleUrlHandlerMapping socketMapping(GraphQlLikeHandler handler) {
			return new SimpleUrlHandlerMapping(Map.of("/socket/own", handler), -2);
		}

	}

	/** As GraphQL has one: it speaks for its own requests alone. */
	static class GraphQlLikeHandler implements WebSocketHandler, CorsConfigurationSource {

		@Override
		public Mono<Void> handle(WebSocketSession session) {
			return session.close();
		}

		@Override
		public CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOrigins(List.of(FRIEND));
			return configuration;
		}

	}

}
