package io.microgate.verdict;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

/**
 * A reactive application with handlers of every kind, each of which says what it answers.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
		TomcatReactiveManagementContextAutoConfiguration.class })
@Import({ ReadingController.class, ReadingEndpoint.class, ReactiveReadingApplication.Readers.class })
class ReactiveReadingApplication implements WebFluxConfigurer {

	private final String files;

	ReactiveReadingApplication(@Value("${readings.files}") String files) {
		this.files = files;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/files/**").addResourceLocations(this.files + "files/");
		registry.addResourceHandler("/wrapped-files/**").addResourceLocations(this.files + "wrapped-files/");
		registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/readings/assets/");
	}

	@Bean
	HealthIndicator markHealthIndicator() {
		return () -> Health.up().withDetail("mark", "mark").build();
	}

	/**
	 * In front of Spring Security, so that the path that it leaves is the one to judge.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter urlHandlerFilter() {
		return UrlHandlerFilter.trailingSlashHandler("/moved/**")
			.redirect(HttpStatus.PERMANENT_REDIRECT)
			.trailingSlashHandler("/wrapped/**", "/wrapped-files/**")
			.mutateRequest()
			.build();
	}

	@Bean
	@Profile("lenient")
	ServerWebExchangeFirewall lenientFirewall() {
		return Mono::just;
	}

	/** The functional way to serve files. */
	@Bean
	RouterFunction<ServerResponse> resources(ResourceLoader loader) {
		return RouterFunctions.resources("/pub/**", loader.getResource(this.files + "pub/"));
	}

	@Bean
	RouterFunction<ServerResponse> functions() {
		return RouterFunctions.route()
			.GET("/fn/{id}", (request) -> answer("/fn/" + request.pathVariable("id")))
			.GET("/fn/{id}/edit", (request) -> answer("/fn/" + request.pathVariable("id") + "/edit"))
			.path("/fn/deep", (deep) -> deep.GET("/{a}/{*rest}", ReactiveReadingApplication::deep))
			.build();
	}

	private static Mono<ServerResponse> deep(ServerRequest request) {
		return answer("/fn/deep/" + request.pathVariable("a") + request.pathVariable("rest"));
	}

	private static Mono<ServerResponse> answer(String path) {
		return ServerResponse.ok()
			.header(ReadingMark.HEADER, ReadingMark.encode(path))
			.bodyValue(ReadingMark.body(path));
	}

	/** Handlers that read the request by themselves. */
	@RestController
	static class Readers {

		@RequestMapping({ "/deep/**", "/wild/*" })
		ResponseEntity<String> deep(ServerHttpRequest request) {
			return ReadingMark.answer(ReadingMark.decode(request.getPath().pathWithinApplication().value()));
		}

		/** There are no forwards here. */
		@RequestMapping("/go/{name}")
		ResponseEntity<String> go(@PathVariable String name) {
			return ReadingMark.answer("/go/" + name);
		}

		@RequestMapping("/target/{name}")
		ResponseEntity<String> target(@PathVariable String name) {
			return ReadingMark.answer("/target/" + name);
		}

	}

}
