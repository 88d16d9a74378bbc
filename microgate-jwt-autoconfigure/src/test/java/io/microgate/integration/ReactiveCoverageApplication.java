package io.microgate.integration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * An application with annotated controllers and functional routes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CoverageController.class)
class ReactiveCoverageApplication {

	@Bean
	RouterFunction<ServerResponse> functionalRoutes() {
		return RouterFunctions.route()
			.GET("/fn/items/{id}", (request) -> ServerResponse.ok().bodyValue("item"))
			.nest(RequestPredicates.path("/nested/{group}"),
					(nested) -> nested.GET("/inner", (request) -> ServerResponse.ok().bodyValue("inner")))
			.build();
	}

}
