package io.microgate.verdict;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A servlet application with handlers of every kind, each of which says what it answers.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ReadingController.class, ReadingEndpoint.class, LenientServletConfiguration.class,
		ServletReadingApplication.Readers.class })
class ServletReadingApplication implements WebMvcConfigurer {

	private final String files;

	ServletReadingApplication(@Value("${readings.files}") String files) {
		this.files = files;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/files/**").addResourceLocations(this.files + "files/");
		registry.addResourceHandler("/wrapped-files/**").addResourceLocations(this.files + "wrapped-files/");
		registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/readings/assets/");
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		for (String name : new String[] { "public", "vault" }) {
			registry.addViewController("/go/" + name).setViewName("forward:/target/" + name);
		}
	}

	@Bean
	HealthIndicator markHealthIndicator() {
		return () -> Health.up().withDetail("mark", "mark").build();
	}

	/**
	 * In front of Spring Security, so that the path that it leaves is the one to judge.
	 */
	@Bean
	FilterRegistrationBean<UrlHandlerFilter> urlHandlerFilter() {
		UrlHandlerFilter filter = UrlHandlerFilter.trailingSlashHandler("/moved/**")
			.redirect(HttpStatus.PERMANENT_REDIRECT)
			.trailingSlashHandler("/wrapped/**", "/wrapped-files/**")
			.wrapRequest()
			.build();
		FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
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
			.path("/fn/deep", (deep) -> deep.GET("/{a}/{*rest}", ServletReadingApplication::deep))
			.build();
	}

	private static ServerResponse deep(ServerRequest request) {
		return answer("/fn/deep/" + request.pathVariable("a") + request.pathVariable("rest"));
	}

	private static ServerResponse answer(String path) {
		return ServerResponse.ok().header(ReadingMark.HEADER, ReadingMark.encode(path)).body(ReadingMark.body(path));
	}

	/** Handlers that read the request by themselves. */
	@RestController
	static class Readers {

		/** As Spring reads it. */
		@RequestMapping("/deep/**")
		ResponseEntity<String> deep(HttpServletRequest request) {
			String path = (String) request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE);
			return ReadingMark.answer(ReadingMark.decode(path));
		}

		/** As the server reads it. */
		@RequestMapping("/wild/*")
		ResponseEntity<String> wild(HttpServletRequest request) {
			return ReadingMark.answer(request.getServletPath());
		}

		/** Where view controllers forward to. */
		@RequestMapping("/target/{name}")
		ResponseEntity<String> target(HttpServletRequest request, @PathVariable String name) {
			boolean forwarded = request.getDispatcherType() == DispatcherType.FORWARD;
			return ReadingMark.answer((forwarded ? "/go/" : "/target/") + name);
		}

	}

}
