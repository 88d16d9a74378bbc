package io.microgate.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.actuate.JwksHealthComponents;
import io.microgate.actuate.MeterDecisionListener;
import io.microgate.actuate.MicrogateEndpoint;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.DecisionListener;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteTable;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.RunningConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

import static io.microgate.autoconfigure.ServletContexts.chains;
import static io.microgate.autoconfigure.ServletContexts.filter;
import static io.microgate.autoconfigure.ServletContexts.status;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of Microgate back off for those of the application, and exist beside those that
 * are not meant to replace them.
 */
class BackOffTests {

	private final WebApplicationContextRunner runner = ServletContexts.runner();

	private static RouteTable noRoutes() {
		return RouteTable.compile(Map.of(), (name) -> {
			throw new IllegalStateException(name);
		});
	}

	@Test
	void decisionPointWhenOwnThenDecides() {
		this.runner
			.withBean(PolicyDecisionPoint.class,
					() -> new PolicyDecisionPoint(BackOffTests::noRoutes, OpenPaths.NONE, OpenPaths.NONE, List.of()))
			.run((context) -> {
				assertThat(context).doesNotHaveBean("microgatePolicyDecisionPoint");
				assertThat(status(context, "/open/x")).isEqualTo(403);
			});
	}

	@Test
	void runningConfigurationWhenOwnThenNothingIsFetched() {
		this.runner.withPropertyValues("microgate.jwks.idp.provider.remote.uri=http://127.0.0.1:1/")
			.withBean(RunningConfiguration.class, BackOffTests::nothing)
			.run((context) -> {
				assertThat(context).doesNotHaveBean("microgateRunningConfiguration");
				assertThat(status(context, "/open/x")).isEqualTo(403);
				assertThat(context.getBean("microgateJwksHealthContributor", CompositeHealthContributor.class).stream())
					.isEmpty();
			});
	}

	private static RunningConfiguration nothing() {
		return new RunningConfiguration(CheckedConfiguration.read(new StandardEnvironment(), List.of()),
				new ConfigurationCompiler(new DefaultResourceLoader(), null, Clock.systemUTC(), List.of()));
	}

	@Test
	void healthContributorWhenOwnThenDefaultBacksOff() {
		CompositeHealthContributor own = new JwksHealthComponents(List::of);
		this.runner.withBean("microgateJwksHealthContributor", CompositeHealthContributor.class, () -> own)
			.run((context) -> assertThat(context.getBean("microgateJwksHealthContributor")).isSameAs(own));
	}

	@Test
	void healthContributorWhenSwitchedOffThenAbsent() {
		this.runner.withPropertyValues("management.health.microgate-jwks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("microgateJwksHealthContributor"));
	}

	@Test
	void routesChainWhenOwnOfTheSameNameThenDefaultBacksOff() {
		this.runner.withUserConfiguration(OwnRoutesChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/denied/x")).isEqualTo(200);
			assertThat(status(context, "/open/x")).isEqualTo(403);
		});
	}

	@Test
	void clockWhenOwnThenItIsTheOnlyCandidate() {
		Clock own = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		this.runner.withBean("clock", Clock.class, () -> own).run((context) -> {
			assertThat(context.getBeanProvider(Clock.class).getObject()).isSameAs(own);
			assertThat(context.getBean("microgateClock")).isNotSameAs(own);
		});
	}

	@Test
	void clockWhenOwnOfTheSameNameThenDefaultBacksOff() {
		Clock own = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		this.runner.withBean("microgateClock", Clock.class, () -> own)
			.run((context) -> assertThat(context.getBean("microgateClock")).isSameAs(own));
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
				assertThat(told).containsExactly("/open/x open null", "/denied/x denied POLICY_DENY",
						"/other null ROUTE_NONE");
			});
	}

	@Test
	void counterWhenThereIsARegistryThenHasBoundedTags() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			status(context, "/open/x");
			status(context, "/open/y");
			status(context, "/denied/x");
			status(context, "/other");
			assertThat(context.getBean(MeterRegistry.class).find("microgate.decisions").counters())
				.extracting(BackOffTests::describe)
				.containsExactlyInAnyOrder("entry=0 jwt=none outcome=allow policy=open reason=none route=open: 2.0",
						"entry=0 jwt=none outcome=deny policy=denied reason=policy.deny route=denied: 1.0",
						"entry=none jwt=none outcome=deny policy=none reason=route.none route=none: 1.0");
		});
	}

	private static String describe(Counter counter) {
		List<String> tags = counter.getId()
			.getTags()
			.stream()
			.map((Tag tag) -> tag.getKey() + "=" + tag.getValue())
			.toList();
		return String.join(" ", tags) + ": " + counter.count();
	}

	@Test
	void meterListenerWhenOwnThenDefaultBacksOff() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("own", MeterDecisionListener.class, () -> new MeterDecisionListener(new SimpleMeterRegistry()))
			.run((context) -> {
				status(context, "/open/x");
				assertThat(context.getBean(MeterRegistry.class).find("microgate.decisions").counters()).isEmpty();
			});
	}

	@Test
	void meterListenerWhenThereIsNoRegistryThenAbsent() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MeterDecisionListener.class));
	}

	@Test
	void endpointWhenExposedThenListsRoutesAndWarnings() {
		withEndpoints().withPropertyValues("management.endpoints.web.exposure.include=microgate")
			.run((context) -> assertThat(context.getBean(MicrogateEndpoint.class).configuration())
				.satisfies((configuration) -> {
					assertThat(configuration.routes()).containsExactly("open", "denied");
					assertThat(configuration.warnings())
						.isEqualTo(context.getBean(CheckedConfiguration.class).warnings());
				}));
	}

	@Test
	void endpointWhenNotExposedThenAbsent() {
		withEndpoints().run((context) -> assertThat(context).doesNotHaveBean(MicrogateEndpoint.class));
	}

	private WebApplicationContextRunner withEndpoints() {
		return this.runner.withConfiguration(
				AutoConfigurations.of(EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class));
	}

	@Test
	void resourceServerWhenConfiguredAsWellThenMicrogateDecides() {
		this.runner
			.withConfiguration(AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class,
					OAuth2ResourceServerWebSecurityAutoConfiguration.class))
			.withPropertyValues("spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/")
			.run((context) -> {
				assertThat(context).hasSingleBean(JwtDecoder.class).doesNotHaveBean(UserDetailsService.class);
				assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
						"microgateUnmatchedSecurityFilterChain");
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/denied/x")).isEqualTo(403);
				assertThat(status(context, "/other")).isEqualTo(403);
			});
	}

	@Test
	void convertersWhenSeveralThenStartFails() {
		this.runner.withBean("first", JwtAuthenticationConverter.class)
			.withBean("second", JwtAuthenticationConverter.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void errorWhenUnmatchedRequestsPassThenStaysInTheChainOfItsRequest() {
		this.runner.withPropertyValues("microgate.unmatched-requests=pass").run((context) -> {
			MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext(), "GET", "/open/x");
			filter(context, request, new MockHttpServletResponse(), (rq, rs) -> {
			});
			request.setDispatcherType(DispatcherType.ERROR);
			request.setRequestURI("/error");
			filter(context, request, new MockHttpServletResponse(),
					(rq, rs) -> assertThat(SecurityContextHolder.getContext().getAuthentication()).isNotNull());
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRoutesChain {

		@Bean
		@Order(0)
		SecurityFilterChain microgateSecurityFilterChain(HttpSecurity http) {
			return http.securityMatcher("/denied/**").authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

}
