package io.microgate.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator reads when an application does not start because of Microgate: what is
 * wrong and what to do, and no stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class StartFailureTests {

	/**
	 * As Spring Boot does: some of its analyzers are for libraries that may be absent.
	 */
	private static final FailureHandler WITHOUT_THEIR_LIBRARY = (type, name, failure) -> {
		if (name.startsWith("io.microgate.")) {
			throw new IllegalStateException(name, failure);
		}
	};

	private static final WebApplicationType SERVLET = WebApplicationType.SERVLET;

	private static final WebApplicationType REACTIVE = WebApplicationType.REACTIVE;

	private static void start(WebApplicationType type, Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		String[] all = Stream
			.concat(Stream.of("--server.port=0", "--microgate.routes.api.paths=/api/**",
					"--microgate.access-control-policies.api.target-refs[0].name=api",
					"--microgate.access-control-policies.api.policies[0].authorization.deny="), Stream.of(arguments))
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(all).close());
	}

	private static void assertAnalyzed(CapturedOutput output, String description, String action) {
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START", "Description:", "Action:")
			.doesNotContain("\tat ");
		String analysis = output.getAll().substring(output.getAll().indexOf("Description:"));
		assertThat(analysis.substring(0, analysis.indexOf("Action:"))).contains(description);
		assertThat(analysis.substring(analysis.indexOf("Action:"))).contains(action);
	}

	@Test
	void runWhenThereAreSeveralCorsSourcesThenAnalyzed(CapturedOutput output) {
		start(SERVLET, SeveralCorsSources.class);
		assertAnalyzed(output, "several CorsConfigurationSource beans [first, second]", "'corsConfigurationSource'");
	}

	@Test
	void runWhenThereAreSeveralCorsSourcesOnTheReactiveStackThenAnalyzed(CapturedOutput output) {
		start(REACTIVE, SeveralReactiveCorsSources.class);
		assertAnalyzed(output, "several CorsConfigurationSource beans [first, second]", "@Primary");
	}

	@Test
	void runWhenExplorerIsOnWithoutItsModuleThenAnalyzed(CapturedOutput output) {
		start(SERVLET, Plain.class, "--microgate.explorer.enabled=true");
		assertAnalyzed(output, "'microgate-jwt-explorer' is not on the class path", "Review the value");
		assertThat(output.getAll()).contains("microgate.explorer.enabled");
	}

	@Test
	void runWhenAChainHidesTheRoutesThenAnalyzed(CapturedOutput output) {
		start(SERVLET, HidingChain.class);
		assertAnalyzed(output, "The filter chain 'everything' takes any request", "'securityMatcher'");
	}

	@Test
	void runWhenAChainHidesTheRoutesOnTheReactiveStackThenAnalyzed(CapturedOutput output) {
		start(REACTIVE, HidingReactiveChain.class);
		assertAnalyzed(output, "The filter chain 'everything' takes any request", "'securityMatcher'");
	}

	@Test
	void runWhenEveryRequestIsIgnoredThenAnalyzed(CapturedOutput output) {
		start(SERVLET, IgnoringEverything.class);
		assertAnalyzed(output, "Spring Security is told to ignore every request", "WebSecurityCustomizer");
	}

	@Test
	void runWhenTheConfigurationIsInvalidThenAnalyzed(CapturedOutput output) {
		start(SERVLET, Plain.class, "--microgate.unmatched-requests=allow");
		assertAnalyzed(output, "must be one of [deny, pass]", "Correct");
	}

	@Test
	void runWhenThereAreSeveralConvertersThenAnalyzed(CapturedOutput output) {
		start(SERVLET, SeveralConverters.class);
		assertAnalyzed(output, "required a single bean, but 2 were found", "@Primary");
	}

	@Test
	void runWhenTheCheckedConfigurationCannotBePutInForceThenAnalyzed(CapturedOutput output) {
		start(SERVLET, BrokenClock.class, "--microgate.jwks.main.provider.remote.uri=http://127.0.0.1:1/jwks");
		assertAnalyzed(output, "has passed all checks but cannot be put in force", "--debug");
	}

	@Test
	void exceptionsWhenThrownAtStartThenEachHasAnAnalyzer() {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory())
			.and(Environment.class, new MockEnvironment());
		Set<Class<?>> analyzed = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, WITHOUT_THEIR_LIBRARY)
			.stream()
			.map((analyzer) -> ResolvableType.forInstance(analyzer).as(AbstractFailureAnalyzer.class).resolveGeneric())
			.collect(Collectors.toSet());
		List<Class<?>> thrown = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
			.importPackages("io.microgate.autoconfigure", "io.microgate.configuration", "io.microgate.coverage",
					"io.microgate.runtime")
			.stream()
			.filter((type) -> type.isAssignableTo(RuntimeException.class))
			.<Class<?>>map(JavaClass::reflect)
			.toList();
		assertThat(thrown).isNotEmpty();
		assertThat(analyzed).containsAll(thrown);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SeveralCorsSources {

		@Bean
		CorsConfigurationSource first() {
			return (request) -> new CorsConfiguration();
		}

		@Bean
		CorsConfigurationSource second() {
			return (request) -> new CorsConfiguration();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SeveralReactiveCorsSources {

		@Bean
		org.springframework.web.cors.reactive.CorsConfigurationSource first() {
			return (exchange) -> new CorsConfiguration();
		}

		@Bean
		org.springframework.web.cors.reactive.CorsConfigurationSource second() {
			return (exchange) -> new CorsConfiguration();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HidingChain {

		@Bean
		@Order(-1)
		SecurityFilterChain everything(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HidingReactiveChain {

		@Bean
		@Order(-1)
		SecurityWebFilterChain everything(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class IgnoringEverything {

		@Bean
		WebSecurityCustomizer everything() {
			return (web) -> web.ignoring().requestMatchers("/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SeveralConverters {

		@Bean
		JwtAuthenticationConverter first() {
			return new JwtAuthenticationConverter();
		}

		@Bean
		JwtAuthenticationConverter second() {
			return new JwtAuthenticationConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BrokenClock {

		@Bean(defaultCandidate = false)
		Clock microgateClock() {
			return new Clock() {

				@Override
				public ZoneId getZone() {
					throw new IllegalStateException("Broken clock");
				}

				@Override
				public Clock withZone(ZoneId zone) {
					throw new IllegalStateException("Broken clock");
				}

				@Override
				public Instant instant() {
					throw new IllegalStateException("Broken clock");
				}

			};
		}

	}

}
