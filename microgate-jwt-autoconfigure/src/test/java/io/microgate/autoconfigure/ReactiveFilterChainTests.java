package io.microgate.autoconfigure;

import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.reactive.ReactiveMicrogateAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static io.microgate.autoconfigure.ReactiveContexts.chains;
import static io.microgate.autoconfigure.ReactiveContexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

/**
 * Tests for the two reactive filter chains beside those of the application and of Spring
 * Boot.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class ReactiveFilterChainTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveContexts.runner();

	@Test
	void bothChainsWhenNothingElseThenDecideAboutEverything(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/open/x")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
			assertThat(context).doesNotHaveBean(ReactiveUserDetailsService.class);
			assertThat(context).doesNotHaveBean(ReactiveAuthenticationManager.class);
			assertThat(context).doesNotHaveBean(ReactiveJwtDecoder.class);
		});
		assertThat(output).doesNotContain("generated security password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0", "OFF" })
	void enabledWhenFalseThenNothingOfMicrogate(String value) {
		this.runner.withPropertyValues("microgate.enabled=" + value).run((context) -> {
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("microgate"));
			assertThat(context).doesNotHaveBean(CheckedConfiguration.class);
			assertThat(chains(context)).containsExactly("springSecurityFilterChain");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "flase", "disabled", "", "${UNKNOWN}" })
	void enabledWhenNoBooleanThenStartFails(String value) {
		this.runner.withPropertyValues("microgate.enabled=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.asString()
				.contains("microgate.enabled"));
	}

	@Test
	void startWhenNothingIsConfiguredThenEverythingIsRefused() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
					ReactiveMicrogateAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class))
			.run((context) -> assertThat(status(context, "/")).isEqualTo(403));
	}

	@Test
	void unmatchedRequestsWhenPassThenSecondChainIsAbsent() {
		this.runner.withPropertyValues("microgate.unmatchedRequests=pass").run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/denied/..;/x")).isEqualTo(400);
		});
	}

	@Test
	void foreignChainWhenForOwnPathsThenBothLive() {
		this.runner.withUserConfiguration(LoginChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain", "loginChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/login/x")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void foreignChainWhenBeforeMicrogatesThenTakesItsPaths() {
		this.runner.withUserConfiguration(EarlyChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("earlyChain", "microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/denied/early")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
		});
	}

	@Test
	void foreignChainWhenAnyRequestBehindThenReplacesSecond(CapturedOutput output) {
		this.runner.withUserConfiguration(AnyRequestChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain", "anyRequestChain");
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(200);
		});
		assertThat(output).containsOnlyOnce("not refused but left to the filter chain 'anyRequestChain'");
	}

	@Test
	void foreignChainWhenAnyRequestOfAnotherAutoConfigurationThenReplacesSecond(CapturedOutput output) {
		this.runner.withConfiguration(AutoConfigurations.of(AnyRequestAutoConfiguration.class))
			.run((context) -> assertThat(status(context, "/other")).isEqualTo(200));
		assertThat(output).containsOnlyOnce("not refused but left to the filter chain 'anyRequestChain'");
	}

	/**
	 * It takes whatever a check at start may ask about, so nothing may follow from that.
	 */
	@Test
	void foreignChainWhenAllButSomeRequestsThenTheseAreStillRefused() {
		this.runner.withUserConfiguration(AllButInternalChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain", "allButInternalChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(200);
			assertThat(status(context, "/internal/x")).isEqualTo(403);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { AnyRequestChain.class, LoginChain.class })
	void foreignChainWhenRouteTakesEveryPathThenWarningNamesBoth(Class<?> chain, CapturedOutput output) {
		everyPath("paths=/**").withUserConfiguration(chain)
			.run((context) -> assertThat(status(context, "/login/x")).isEqualTo(403));
		assertThat(output).containsOnlyOnce("Chain' gets no request, because route 'every' takes every path")
			.doesNotContain("left to the filter chain");
	}

	@Test
	void foreignChainWhenRouteTakesEveryPathBehindItThenNoWarning(CapturedOutput output) {
		everyPath("paths=/**").withUserConfiguration(EarlyChain.class)
			.run((context) -> assertThat(status(context, "/denied/early")).isEqualTo(200));
		assertThat(output).doesNotContain("gets no request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "paths=/** hostnames=shop.example.com", "matches[0].method=POST",
			"matches[0].headers[0].name=X-A matches[0].headers[0].value=a" })
	void foreignChainWhenRouteOfEveryPathHasConditionsThenTheSame(String route, CapturedOutput output) {
		everyPath(route.split(" ")).withUserConfiguration(AnyRequestChain.class)
			.run((context) -> assertThat(status(context, "/other")).isEqualTo(403));
		assertThat(output).containsOnlyOnce("'anyRequestChain' gets no request, because route 'every'");
	}

	private ReactiveWebApplicationContextRunner everyPath(String... route) {
		return this.runner
			.withPropertyValues(
					Stream.of(route).map((property) -> "microgate.routes.every." + property).toArray(String[]::new))
			.withPropertyValues("microgate.access-control-policies.every.target-refs[0].name=every",
					"microgate.access-control-policies.every.policies[0].authorization.deny=");
	}

	@Test
	void foreignChainWhenKeptFromInjectionThenCountsForNothing() {
		this.runner.withUserConfiguration(AsideChains.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void chainWhenApplicationHasOneOfTheSameNameThenDefaultBacksOff(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnUnmatchedChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(200);
		});
		assertThat(output).doesNotContain("left to the filter chain");
	}

	@Test
	void webFluxSecurityWhenEnabledByTheApplicationThenMicrogateDecides() {
		this.runner.withUserConfiguration(OwnWebFluxSecurity.class).run((context) -> {
			assertThat(status(context, "/open/x")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void customizerWhenPermitsAllThenMicrogateDecides() {
		this.runner.withUserConfiguration(PermitAllCustomizers.class).run((context) -> {
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void firewallWhenLenientThenPathIsStillJudged() {
		this.runner.withBean(ServerWebExchangeFirewall.class, () -> Mono::just).run((context) -> {
			assertThat(status(context, "/open/..;/denied/x")).isEqualTo(400);
			assertThat(status(context, "/open//x")).isEqualTo(400);
			assertThat(status(context, "/open/%2e%2e/denied")).isEqualTo(400);
			assertThat(status(context, "/open/x%25")).isEqualTo(400);
			assertThat(status(context, "/open/x")).isEqualTo(200);
		});
	}

	@Test
	void classPathWhenWithoutActuatorThenDecides() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.health", "io.micrometer"))
			.run((context) -> {
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/actuator/health")).isEqualTo(403);
			});
	}

	@Test
	void classPathWhenWithoutServletThenDecides() {
		this.runner.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> {
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/denied/x")).isEqualTo(403);
			});
	}

	@Test
	void classPathWhenWithoutBootsWebFluxThenDecides() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
					ReactiveMicrogateAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class))
			.withPropertyValues(OpenAndDenied.PROPERTIES)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.webflux"))
			.run((context) -> {
				assertThat(status(context, "/open/x")).isEqualTo(200);
				assertThat(status(context, "/denied/x")).isEqualTo(403);
			});
	}

	private static SecurityWebFilterChain permitAll(ServerHttpSecurity http) {
		return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll()).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class AllButInternalChain {

		@Bean
		SecurityWebFilterChain allButInternalChain(ServerHttpSecurity http) {
			return http
				.securityMatcher(
						new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/internal/**")))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LoginChain {

		@Bean
		SecurityWebFilterChain loginChain(ServerHttpSecurity http) {
			return permitAll(http.securityMatcher(pathMatchers("/login/**")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyChain {

		@Bean
		@Order(-1)
		SecurityWebFilterChain earlyChain(ServerHttpSecurity http) {
			return permitAll(http.securityMatcher(pathMatchers("/denied/early")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyRequestChain {

		@Bean
		SecurityWebFilterChain anyRequestChain(ServerHttpSecurity http) {
			return permitAll(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsideChains {

		@Bean(autowireCandidate = false)
		@Order(-1)
		SecurityWebFilterChain noCandidate(ServerHttpSecurity http) {
			return permitAll(http);
		}

		@Bean(defaultCandidate = false)
		SecurityWebFilterChain noDefaultCandidate(ServerHttpSecurity http) {
			return permitAll(http);
		}

	}

	@AutoConfiguration(after = ReactiveMicrogateAutoConfiguration.class)
	static class AnyRequestAutoConfiguration {

		@Bean
		SecurityWebFilterChain anyRequestChain(ServerHttpSecurity http) {
			return permitAll(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnUnmatchedChain {

		@Bean
		@Order
		SecurityWebFilterChain microgateUnmatchedSecurityFilterChain(ServerHttpSecurity http) {
			return permitAll(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class OwnWebFluxSecurity {

	}

	@Configuration(proxyBeanMethods = false)
	static class PermitAllCustomizers {

		@Bean
		Customizer<ServerHttpSecurity> permitAll() {
			return (http) -> http.securityMatcher(pathMatchers("/nothing"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll());
		}

		@Bean
		Customizer<AuthorizeExchangeSpec> permitAnyExchange() {
			return (exchanges) -> exchanges.anyExchange().permitAll();
		}

	}

}
