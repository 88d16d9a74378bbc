package io.microgate.integration;

import java.util.Locale;
import java.util.Map;

import io.microgate.coverage.RouteCoverage;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What would read a request differently from what has decided about it stops the start,
 * with the bean and the cure.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class RequestReadingTests {

	private static final String ROUTES = """
			microgate:
			  routes: {all: {paths: [/**]}}
			  access-control-policies:
			    all:
			      targetRefs: [{name: all}]
			      policies:
			        - {requestConditions: {method: [DELETE]}, authorization: {deny: {}}}
			        - {authorization: {}}
			""";

	private static Application start(WebApplicationType type, String yaml) {
		Class<?> source = (type == WebApplicationType.SERVLET) ? ServletApplication.class : ReactiveApplication.class;
		return Application.start(type, source, ROUTES + "---\n" + yaml, Map.of());
	}

	private static void assertStopped(WebApplicationType type, String yaml, CapturedOutput output, String... texts) {
		Throwable failure = catchThrowable(() -> start(type, yaml).close());
		assertThat(failure).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START").contains(texts);
		assertThat(output.toString().split("Description:", 2)[1]).doesNotContain("\tat ");
	}

	private static void assertStarts(WebApplicationType type, String... yaml) {
		start(type, String.join("---\n", yaml)).close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hidden", "registered", "proxied", "composite", "wrapping", "forwarded", "late",
			"unordered", "advised", "initialized" })
	void servletWhenAFilterBehindSecurityChangesRequestsThenStopped(String bean, CapturedOutput output) {
		assertStopped(WebApplicationType.SERVLET, "test." + bean + ": true\n", output,
				"The filter '" + bean + "Filter' comes behind Spring Security's filter",
				"Order '" + bean
						+ "Filter' before Spring Security's filter, below -100 (by a FilterRegistrationBean, as"
						+ " @Order at a @Bean method does not count), or add '" + bean
						+ "Filter' to 'microgate.allow-rewriting'");
		assertStarts(WebApplicationType.SERVLET, "test." + bean + ": true\n",
				"microgate.allow-rewriting: [" + bean + "Filter]\n");
	}

	@Test
	void servletWhenFiltersChangeNothingOrComeFirstThenStarts() {
		assertStarts(WebApplicationType.SERVLET, """
				test: {redirecting: true, early: true}
				server.forward-headers-strategy: framework
				spring.mvc.hiddenmethod.filter.enabled: true
				""");
	}

	@Test
	void servletWhenSecurityComesFirstThenBootsFilterStops(CapturedOutput output) {
		assertStopped(WebApplicationType.SERVLET, """
				spring.mvc.hiddenmethod.filter.enabled: true
				spring.security.filter.order: -20000
				""", output, "'hiddenHttpMethodFilter'", "takes the method from a parameter", "below -20000");
	}

	@Test
	void servletWhenAFilterIsAllowedThenItDoesItsWork() {
		try (Application application = start(WebApplicationType.SERVLET, """
				test.hidden: true
				microgate.allow-rewriting: [hiddenFilter]
				""")) {
			assertThat(application.post("/item/1?_method=DELETE").body()).isEqualTo("DELETE");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "parser: mvcPatternParser", "matcher: requestMappingHandlerMapping",
			"mapping: anyCaseMapping", "trimming: trimmingMapping", "helper: helperMapping" })
	void servletWhenHandlersTakeOtherPathsThenStopped(String test, CapturedOutput output) {
		String[] parts = test.split(": ");
		assertStopped(WebApplicationType.SERVLET, "test." + parts[0] + ": true\n", output,
				"'" + parts[1] + "' " + (parts[0].equals("helper") ? "takes paths from a UrlPathHelper" : "ignores"),
				"add '" + parts[1] + "' to 'microgate.allow-rewriting'");
	}

	@Test
	void servletWhenAParserIsAllowedThenStarts() {
		assertStarts(WebApplicationType.SERVLET, "test.parser: true\nmicrogate.allow-rewriting: [mvcPatternParser]\n");
	}

	@Test
	void servletWhenAViewControllerForwardsThenPassesAndCoverageNamesTheTarget() {
		try (Application application = start(WebApplicationType.SERVLET, """
				test.forward: true
				microgate:
				  routes: {item: {paths: ["/item/**"]}}
				  access-control-policies: {item: {targetRefs: [{name: item}], policies: [{authorization: {deny: {}}}]}}
				""")) {
			assertThat(application.get("/item/1").statusCode()).isEqualTo(403);
			assertThat(application.get("/alias").body()).isEqualTo("GET");
			assertThat(application.bean(RouteCoverage.class).rows()).filteredOn((row) -> row.path().equals("/alias"))
				.isNotEmpty()
				.allMatch((row) -> row.handler().endsWith(" forward:/item/1"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "forward", "error, forward", "async" })
	void servletWhenSecurityIsNotForRequestsThenStopped(String types, CapturedOutput output) {
		assertStopped(WebApplicationType.SERVLET, "spring.security.filter.dispatcher-types: [" + types + "]\n", output,
				"'springSecurityFilterChain' of Spring Security is not called for every request",
				"Include 'request' in 'spring.security.filter.dispatcher-types'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity-propagations: {user: {header: {name: X-User, value: {source: {jwt: {}}}}}}",
			"client-certificate: {header: Client-Cert, trustedProxies: [192.0.2.1/32]}",
			"access-control-policies: {all: {extensions: {stripToken: true}}}" })
	void servletWhenRequestsAreEditedAndSecurityIsNotForErrorsThenStopped(String edited, CapturedOutput output) {
		String types = "spring.security.filter.dispatcher-types: [request, forward, include, async]\n";
		assertStopped(WebApplicationType.SERVLET, types + "microgate: {" + edited + "}\n", output,
				"'springSecurityFilterChain' of Spring Security is not called for dispatches of the types [ERROR]",
				"Remove 'spring.security.filter.dispatcher-types'");
		assertStarts(WebApplicationType.SERVLET, types);
		assertStarts(WebApplicationType.SERVLET, "microgate: {" + edited + "}\n");
	}

	@Test
	void servletWhenSecurityIsRegisteredForSomePathsThenStopped(CapturedOutput output) {
		assertStopped(WebApplicationType.SERVLET,
				"test.partly: true\nspring.main.allow-bean-definition-overriding: true\n"
						+ "spring.autoconfigure.exclude: org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration\n",
				output, "is not called for every request", "URL patterns [/api/*]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hidden", "wrapping" })
	void reactiveWhenAFilterBehindSecurityChangesRequestsThenStopped(String bean, CapturedOutput output) {
		assertStopped(WebApplicationType.REACTIVE, "test." + bean + ": true\n", output,
				"The filter '" + bean + "Filter' comes behind Spring Security's filter",
				"add '" + bean + "Filter' to 'microgate.allow-rewriting'");
		assertStarts(WebApplicationType.REACTIVE, "test." + bean + ": true\n",
				"microgate.allow-rewriting: [" + bean + "Filter]\n");
	}

	@Test
	void reactiveWhenFiltersChangeNothingOrComeFirstThenStarts() {
		assertStarts(WebApplicationType.REACTIVE, """
				test: {redirecting: true, early: true}
				server.forward-headers-strategy: framework
				spring.webflux.hiddenmethod.filter.enabled: true
				""");
	}

	@Test
	void reactiveWhenHandlersTakeOtherPathsThenStopped(CapturedOutput output) {
		assertStopped(WebApplicationType.REACTIVE, "test.parser: true\n", output,
				"'requestMappingHandlerMapping' ignores the case of paths");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void startWhenAnUnknownBeanIsAllowedThenStopped(WebApplicationType type, CapturedOutput output) {
		assertStopped(type, "microgate.allow-rewriting: [nothing]\n", output,
				"'microgate.allow-rewriting' names 'nothing', which is no bean");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void startWhenAnUnknownBeanIsAllowedBesideAManagementPortThenStopped(WebApplicationType type,
			CapturedOutput output) {
		assertStopped(type, "management.server.port: 0\nmicrogate.allow-rewriting: [nothing]\n", output,
				"'microgate.allow-rewriting' names 'nothing', which is no bean");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication {

		@Bean
		@ConditionalOnProperty("test.hidden")
		HiddenHttpMethodFilter hiddenFilter() {
			return new HiddenHttpMethodFilter() {
			};
		}

		/** Spring Boot does not look for an order at the method. */
		@Bean
		@ConditionalOnProperty("test.unordered")
		@Order(-101)
		HiddenHttpMethodFilter unorderedFilter() {
			return new HiddenHttpMethodFilter();
		}

		@Bean
		@ConditionalOnProperty("test.early")
		FilterRegistrationBean<HiddenHttpMethodFilter> earlyFilter() {
			FilterRegistrationBean<HiddenHttpMethodFilter> registration = new FilterRegistrationBean<>(
					new HiddenHttpMethodFilter());
			registration.setOrder(-101);
			return registration;
		}

		@Bean
		@ConditionalOnProperty("test.registered")
		FilterRegistrationBean<HiddenHttpMethodFilter> registeredFilter() {
			return new FilterRegistrationBean<>(new HiddenHttpMethodFilter());
		}

		@Bean
		@ConditionalOnProperty("test.late")
		FilterRegistrationBean<HiddenHttpMethodFilter> lateFilter() {
			FilterRegistrationBean<HiddenHttpMethodFilter> registration = new FilterRegistrationBean<>(
					new HiddenHttpMethodFilter());
			registration.setOrder(-1000);
			registration.setMatchAfter(true);
			return registration;
		}

		@Bean
		@ConditionalOnProperty("test.proxied")
		DelegatingFilterProxyRegistrationBean proxiedFilter() {
			return new DelegatingFilterProxyRegistrationBean("target");
		}

		@Bean
		@ConditionalOnProperty("test.proxied")
		ForwardedHeaderFilter target() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		@ConditionalOnProperty("test.composite")
		CompositeFilter compositeFilter() {
			CompositeFilter filter = new CompositeFilter();
			filter.setFilters(java.util.List.of(new HiddenHttpMethodFilter()));
			return filter;
		}

		@Bean
		@ConditionalOnProperty("test.advised")
		Filter advisedFilter() {
			ProxyFactory factory = new ProxyFactory(new HiddenHttpMethodFilter());
			factory.setInterfaces(Filter.class);
			factory.setProxyTargetClass(false);
			return (Filter) factory.getProxy();
		}

		@Bean
		@ConditionalOnProperty("test.initialized")
		ServletContextInitializer initializer() {
			return (context) -> context.addFilter("initializedFilter", new HiddenHttpMethodFilter())
				.addMappingForUrlPatterns(null, true, "/*");
		}

		@Bean
		@ConditionalOnProperty("test.wrapping")
		UrlHandlerFilter wrappingFilter() {
			return UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();
		}

		@Bean
		@ConditionalOnProperty("test.redirecting")
		UrlHandlerFilter redirectingFilter() {
			return UrlHandlerFilter.trailingSlashHandler("/**").redirect(HttpStatus.PERMANENT_REDIRECT).build();
		}

		@Bean
		@ConditionalOnProperty("test.forwarded")
		ForwardedHeaderFilter forwardedFilter() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		@ConditionalOnProperty("test.partly")
		FilterRegistrationBean<Filter> partlyFilter(Filter springSecurityFilterChain) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(springSecurityFilterChain);
			registration.addUrlPatterns("/api/*");
			return registration;
		}

		@Bean
		@ConditionalOnProperty("test.mapping")
		SimpleUrlHandlerMapping anyCaseMapping() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/x", new Object()));
			PathPatternParser parser = new PathPatternParser();
			parser.setCaseSensitive(false);
			mapping.setPatternParser(parser);
			return mapping;
		}

		@Bean
		@ConditionalOnProperty("test.trimming")
		SimpleUrlHandlerMapping trimmingMapping() {
			AntPathMatcher matcher = new AntPathMatcher();
			matcher.setTrimTokens(true);
			return withMatcher(matcher);
		}

		@SuppressWarnings({ "deprecation", "removal" })
		private static SimpleUrlHandlerMapping withMatcher(AntPathMatcher matcher) {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/x", new Object()));
			mapping.setPatternParser(null);
			mapping.setPathMatcher(matcher);
			return mapping;
		}

		@Bean
		@ConditionalOnProperty("test.helper")
		@SuppressWarnings({ "deprecation", "removal" })
		SimpleUrlHandlerMapping helperMapping() {
			SimpleUrlHandlerMapping mapping = withMatcher(new AntPathMatcher());
			mapping.setUrlPathHelper(new UrlPathHelper() {

				@Override
				public String getLookupPathForRequest(HttpServletRequest request) {
					return super.getLookupPathForRequest(request).toLowerCase(Locale.ROOT);
				}

			});
			return mapping;
		}

		@Bean
		@ConditionalOnProperty("test.forward")
		WebMvcConfigurer forwardConfigurer() {
			return new WebMvcConfigurer() {

				@Override
				public void addViewControllers(ViewControllerRegistry registry) {
					registry.addViewController("/alias").setViewName("forward:/item/1");
				}

			};
		}

		@Bean
		@ConditionalOnProperty("test.parser")
		WebMvcConfigurer parserConfigurer() {
			return new WebMvcConfigurer() {

				@Override
				public void configurePathMatch(PathMatchConfigurer configurer) {
					PathPatternParser parser = new PathPatternParser();
					parser.setCaseSensitive(false);
					configurer.setPatternParser(parser);
				}

			};
		}

		@Bean
		@ConditionalOnProperty("test.matcher")
		WebMvcConfigurer matcherConfigurer() {
			return new WebMvcConfigurer() {

				@Override
				@SuppressWarnings({ "deprecation", "removal" })
				public void configurePathMatch(PathMatchConfigurer configurer) {
					AntPathMatcher matcher = new AntPathMatcher();
					matcher.setCaseSensitive(false);
					configurer.setPatternParser(null);
					configurer.setPathMatcher(matcher);
				}

			};
		}

		@Bean
		EchoController echoController() {
			return new EchoController();
		}

	}

	@RestController
	static class EchoController {

		@RequestMapping("/item/{id}")
		String method(org.springframework.http.HttpMethod method) {
			return method.name();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

		@Bean
		@ConditionalOnProperty("test.hidden")
		org.springframework.web.filter.reactive.HiddenHttpMethodFilter hiddenFilter() {
			return new org.springframework.web.filter.reactive.HiddenHttpMethodFilter();
		}

		@Bean
		@ConditionalOnProperty("test.early")
		@Order(-101)
		org.springframework.web.filter.reactive.HiddenHttpMethodFilter earlyFilter() {
			return new org.springframework.web.filter.reactive.HiddenHttpMethodFilter();
		}

		@Bean
		@ConditionalOnProperty("test.wrapping")
		org.springframework.web.filter.reactive.UrlHandlerFilter wrappingFilter() {
			return org.springframework.web.filter.reactive.UrlHandlerFilter.trailingSlashHandler("/**")
				.mutateRequest()
				.build();
		}

		@Bean
		@ConditionalOnProperty("test.redirecting")
		org.springframework.web.filter.reactive.UrlHandlerFilter redirectingFilter() {
			return org.springframework.web.filter.reactive.UrlHandlerFilter.trailingSlashHandler("/**")
				.redirect(HttpStatus.PERMANENT_REDIRECT)
				.build();
		}

		@Bean
		@ConditionalOnProperty("test.parser")
		WebFluxConfigurer parserConfigurer() {
			return new WebFluxConfigurer() {

				@Override
				public void configurePathMatching(
						org.springframework.web.reactive.config.PathMatchConfigurer configurer) {
					configurer.setUseCaseSensitiveMatch(false);
				}

			};
		}

	}

}
