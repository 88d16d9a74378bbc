package io.microgate.autoconfigure;

import io.microgate.coverage.HiddenRoutesException;
import io.microgate.reactive.ReactiveMicrogateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Attacks on the start of reactive applications: those that would start and protect
 * nothing.
 */
class ReactiveAdapterAttackTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
				ReactiveMicrogateAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class,
				WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
		.withPropertyValues("microgate.access-control-policies.denied.target-refs[0].name=denied",
				"microgate.access-control-policies.denied.policies[0].authorization.deny=");

	@ParameterizedTest
	@ValueSource(strings = { "/denied/**", "/my docs/**", "/a|b", "/[x]/**", "/a\"b/*", "/a^b/?", "/é/{id:[0-9]{2}}",
			"/{*rest}" })
	void startWhenEarlyChainTakesAnyRequestThenFailsWhateverThePathsOfRoutes(String path) {
		this.runner.withPropertyValues("microgate.routes.denied.paths=" + path)
			.withUserConfiguration(EarlyAnyRequestChain.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(HiddenRoutesException.class));
	}

	@Test
	void startWhenEarlyChainTakesAllButTheRouteThenSucceeds() {
		for (String route : new String[] { "paths=/denied/**", "matches[0].path.value=/denied" }) {
			this.runner.withPropertyValues("microgate.routes.denied." + route)
				.withUserConfiguration(AllButDeniedChain.class)
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

	@Test
	void startWhenOwnHandlerCallsNoFilterThenFails() {
		this.runner.withPropertyValues("microgate.routes.denied.paths=/denied/**")
			.withUserConfiguration(RouterHandler.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(HiddenRoutesException.class)
				.hasMessageContaining("'routerHandler'"));
	}

	@ParameterizedTest
	@ValueSource(classes = { BuiltHandler.class, OpaqueHandler.class })
	void startWhenOwnHandlerMayCallTheFilterThenSucceeds(Class<?> handler) {
		this.runner.withPropertyValues("microgate.routes.denied.paths=/denied/**")
			.withUserConfiguration(handler)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenThereIsABasePathThenSucceeds() {
		this.runner.withPropertyValues("microgate.routes.denied.paths=/denied/**", "spring.webflux.base-path=/base")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class RouterHandler {

		@Bean
		HttpHandler routerHandler() {
			return RouterFunctions.toHttpHandler(route().GET("/**", (request) -> ServerResponse.ok().build()).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BuiltHandler {

		@Bean
		HttpHandler builtHandler(ApplicationContext context) {
			return WebHttpHandlerBuilder.applicationContext(context).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpaqueHandler {

		@Bean
		HttpHandler opaqueHandler(ApplicationContext context) {
			return WebHttpHandlerBuilder.applicationContext(context).build()::handle;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyAnyRequestChain {

		@Bean
		@Order(-1)
		SecurityWebFilterChain earlyAnyRequestChain(ServerHttpSecurity http) {
			return http.authorizeExchange((a) -> a.anyExchange().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AllButDeniedChain {

		@Bean
		@Order(-1)
		SecurityWebFilterChain allButDeniedChain(ServerHttpSecurity http) {
			return http.securityMatcher(new NegatedServerWebExchangeMatcher(pathMatchers("/denied/**")))
				.authorizeExchange((a) -> a.anyExchange().permitAll())
				.build();
		}

	}

}
