package io.microgate.integration;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * CORS configuration of Spring MVC on Tomcat.
 */
class ServletCorsTests extends CorsTests {

	ServletCorsTests() {
		super(WebApplicationType.SERVLET, CorsApplication.class);
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
			}, (request) -> ServerResponse.ok().body("function"));
		}

		@Bean
		WebMvcConfigurer functionsCors() {
			return new WebMvcConfigurer() {

				@Override
				public void addCorsMappings(CorsRegistry registry) {
					registry.addMapping("/functions/**").allowedOrigins(FRIEND);
				}

			};
		}

		@Bean
		CorsConfigurationSource source() {
			return (request) -> CorsBean.find(request.getRequestURI());
		}

		@Bean
		SocketHandler socketHandler() {
			return new SocketHandler();
		}

		@Bean
		SimpleUrlHandlerMapping socketMapping(SocketHandler handler) {
			return new SimpleUrlHandlerMapping(Map.of("/socket/own", handler), -2);
		}

	}

	/** As GraphQL has one: it speaks for its own requests alone. */
	static class SocketHandler implements HttpRequestHandler, CorsConfigurationSource {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().print("socket");
		}

		@Override
		public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOrigins(List.of(FRIEND));
			return configuration;
		}

	}

}
