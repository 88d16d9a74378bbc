package io.microgate.integration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An application with annotated controllers and functional routes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CoverageController.class)
class ServletCoverageApplication {

	@Bean
	RouterFunction<ServerResponse> functionalRoutes() {
		return RouterFunctions.route()
			.GET("/fn/items/{id}", (request) -> ServerResponse.ok().body("item"))
			.nest(RequestPredicates.path("/nested/{group}"),
					(nested) -> nested.GET("/inner", (request) -> ServerResponse.ok().body("inner")))
			.build();
	}

}
