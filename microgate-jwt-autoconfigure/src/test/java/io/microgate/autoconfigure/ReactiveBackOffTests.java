package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DecisionListener;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.reactive.GatewayReading;
import io.microgate.reactive.ReactiveDecisions;
import io.microgate.reactive.ReactiveFilterChains;
import io.microgate.reactive.ServerMappedCors;
import io.microgate.reactive.ServerPathRejectionHandler;
import io.microgate.route.OpenPath;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.HttpStatusExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;

import static io.microgate.autoconfigure.ReactiveContexts.chains;
import static io.microgate.autoconfigure.ReactiveContexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

/**
 * Beans of Microgate on the reactive stack back off for those of the application, and
 * exist beside those that are not meant to replace them.
 */
@Tag("slow")
class ReactiveBackOffTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveContexts.runner();

	private static RouteTable noRoutes() {
		return RouteTable.compile(Map.of(), (name) -> {
			throw new IllegalStateException(name);
		});
	}

	@Test
	void decisionPointWhenOwnThenDecides() {
		this.runner
			.withBean(PolicyDecisionPoint.class,
					() -> new PolicyDecisionPoint(ReactiveBackOffTests::noRoutes, OpenPaths.NONE, OpenPaths.NONE,
							List.of()))
			.run((context) -> {
				assertThat(context).doesNotHaveBean("microgatePolicyDecisionPoint");
				assertThat(status(context, "/open/x")).isEqualTo(403);
			});
	}

	@Test
	void decisionsWhenOwnThenDecide() {
		this.runner.withUserConfiguration(OwnDecisions.class).run((context) -> {
			assertThat(context).doesNotHaveBean("microgateReactiveDecisions");
			assertThat(status(context, "/open/x")).isEqualTo(403);
		});
	}

	@Test
	void filterChainsWhenOwnThenMakeTheChains() {
		this.runner.withUserConfiguration(OwnFilterChains.class).run((context) -> {
			assertThat(context).doesNotHaveBean("microgateReactiveFilterChains");
			assertThat(status(context, "/open/x")).isEqualTo(403);
		});
	}

	@Test
	void openPathsWhenOwnThenOpen() {
		this.runner
			.withBean("microgateOpenPaths", OpenPaths.class,
					() -> new OpenPaths(() -> List.of(OpenPath.alone("/alive"))))
			.run((context) -> assertThat(status(context, "/alive")).isEqualTo(200));
	}

	@Test
	void rejectedHandlerWhenOwnThenAnswersForTheFirewall() {
		this.runner
			.withBean(ServerExchangeRejectedHandler.class,
					() -> new HttpStatusExchangeRejectedHandler(HttpStatus.CONFLICT))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ServerPathRejectionHandler.class);
				assertThat(status(context, "/open//x")).isEqualTo(409);
			});
	}

	@Test
	void chainWhenOwnOfTheSameNameThenDefaultBacksOff() {
		this.runner.withUserConfiguration(OwnRoutesChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/denied/x")).isEqualTo(200);
			assertThat(status(context, "/open/x")).isEqualTo(403);
		});
	}

	@Test
	void decisionListenersWhenSeveralThenAllAreToldOnce() {
		List<String> told = new ArrayList<>();
		DecisionListener failing = (request, decision) -> {
			throw new IllegalStateException("Failure of the application");
		};
		DecisionListener recording = (request, decision) -> told
			.add(request.path() + " " + decision.route() + " " + decision.reason());
		this.runner.withBean("failing", DecisionListener.class, () -> failing)
			.withBean("recording", DecisionListener.class, () -> recording)
			.run((context) -> {
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/denied/x")).isEqualTo(403);
				assertThat(status(context, "/other")).isEqualTo(403);
				assertThat(status(context, "/open//x")).isEqualTo(400);
				assertThat(told).containsExactly("/open/x open null", "/denied/x denied POLICY_DENY",
						"/other null ROUTE_NONE", " null REQUEST_PATH");
			});
	}

	@Test
	void counterWhenThereIsARegistryThenCountsOnce() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			status(context, "/open/x");
			status(context, "/denied/x");
			status(context, "/other");
			assertThat(context.getBean(MeterRegistry.class).find("microgate.decisions").counters()).hasSize(3)
				.allSatisfy((counter) -> assertThat(counter.count()).isOne());
		});
	}

	@Test
	void resourceServerWhenConfiguredAsWellThenMicrogateDecides() {
		this.runner
			.withConfiguration(AutoConfigurations.of(ReactiveOAuth2ResourceServerAutoConfiguration.class,
					ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration.class))
			.withPropertyValues("spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/")
			.run((context) -> {
				assertThat(context).hasSingleBean(ReactiveJwtDecoder.class)
					.doesNotHaveBean(ReactiveUserDetailsService.class);
				assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
						"microgateUnmatchedSecurityFilterChain");
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/denied/x")).isEqualTo(403);
				assertThat(status(context, "/other")).isEqualTo(403);
			});
	}

	@Test
	void userWhenConfiguredThenMicrogateDecidesAllTheSame() {
		this.runner.withPropertyValues("spring.security.user.password=secret").run((context) -> {
			assertThat(context).hasSingleBean(ReactiveUserDetailsService.class)
				.doesNotHaveBean("denyAllAuthenticationManager");
			assertThat(status(context, "/open/x")).isEqualTo(200);
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void convertersWhenSeveralThenStartFails() {
		this.runner.withBean("first", ReactiveJwtAuthenticationConverter.class)
			.withBean("second", ReactiveJwtAuthenticationConverter.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class));
		this.runner.withBean("first", JwtAuthenticationConverter.class)
			.withBean("second", JwtAuthenticationConverter.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void corsSourcesWhenSeveralAndNoneOfTheUsualNameThenStartFails() {
		this.runner.withBean("first", CorsConfigurationSource.class, () -> (exchange) -> new CorsConfiguration())
			.withBean("second", CorsConfigurationSource.class, () -> (exchange) -> new CorsConfiguration())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("[first, second]")
				.hasMessageContaining("'corsConfigurationSource'"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDecisions {

		@Bean
		ReactiveDecisions ownDecisions(ApplicationContext context) {
			return new ReactiveDecisions(context,
					new PolicyDecisionPoint(ReactiveBackOffTests::noRoutes, OpenPaths.NONE, OpenPaths.NONE, List.of()),
					GatewayReading.NONE, RefusalBodies.NONE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFilterChains {

		@Bean
		ReactiveFilterChains ownFilterChains(ApplicationContext context) {
			return new ReactiveFilterChains(new OwnDecisions().ownDecisions(context), null, ServerMappedCors.NONE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRoutesChain {

		@Bean
		@Order(0)
		SecurityWebFilterChain microgateSecurityFilterChain(ServerHttpSecurity http) {
			return http.securityMatcher(pathMatchers("/denied/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

	}

}
