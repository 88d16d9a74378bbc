package io.microgate.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.coverage.HiddenRoutesException;
import io.microgate.route.OpenPath;
import io.microgate.route.OpenPaths;
import io.microgate.servlet.ServletMicrogateAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static io.microgate.autoconfigure.ServletContexts.chains;
import static io.microgate.autoconfigure.ServletContexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Tests for the two filter chains beside those of the application and of Spring Boot.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class FilterChainTests {

	private final WebApplicationContextRunner runner = ServletContexts.runner();

	@Test
	void bothChainsWhenNothingElseThenDecideAboutEverything() {
		this.runner.run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/open/x")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
			assertThat(context).doesNotHaveBean(UserDetailsService.class);
			assertThat(context).doesNotHaveBean(JwtDecoder.class);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0", "OFF" })
	void enabledWhenFalseThenNothingOfMicrogate(String value) {
		this.runner.withPropertyValues("microgate.enabled=" + value).run((context) -> {
			assertThat(chains(context)).noneMatch((name) -> name.startsWith("microgate"));
			assertThat(context).doesNotHaveBean(CheckedConfiguration.class);
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
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
					ServletMicrogateAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class))
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
	void openPathsWhenBeansAreLazyThenAskedForAtStart() {
		AtomicInteger asked = new AtomicInteger();
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("microgateOpenPaths", OpenPaths.class,
					() -> new OpenPaths(
							() -> List.of(OpenPath.withBelow("/free" + asked.incrementAndGet(), List.of()))))
			.run((context) -> {
				assertThat(asked).hasValue(1);
				assertThat(status(context, "/free1")).isEqualTo(200);
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
	void foreignChainWhenAnyRequestBehindThenReplacesSecond() {
		this.runner.withUserConfiguration(AnyRequestChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain", "anyRequestChain");
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(200);
		});
	}

	@Test
	void foreignChainWhenAnyRequestBeforeThenStartFails() {
		this.runner.withUserConfiguration(EarlyAnyRequestChain.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HiddenRoutesException.class)
				.hasMessageContaining("'earlyAnyRequestChain'"));
	}

	@ParameterizedTest
	@ValueSource(classes = { EveryPatternChain.class, EveryGetChain.class, PredicateChain.class, AnyInOrChain.class })
	void foreignChainWhenAnyRequestByItsMatcherThenStartFails(Class<?> chain) {
		this.runner.withUserConfiguration(chain)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HiddenRoutesException.class)
				.hasMessageContaining("'matchingChain'"));
	}

	@Test
	void foreignChainWhenAnyRequestBelowTheServletPathThenStartFails() {
		this.runner.withPropertyValues("spring.mvc.servlet.path=/mvc", "microgate.routes.denied.paths=/mvc/denied/**")
			.withUserConfiguration(EveryPatternChain.class)
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(HiddenRoutesException.class));
	}

	@Test
	void foreignChainWhenItsMatcherTakesAnyRequestAndComesFirstThenStartFails() {
		this.runner.withUserConfiguration(EarlyMatcherChain.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HiddenRoutesException.class)
				.hasMessageContaining("'earlyMatcherChain'"));
	}

	@Test
	void foreignChainWhenItsMatcherTakesAnyRequestNowThenMicrogatesStaysBehind(CapturedOutput output) {
		this.runner.withUserConfiguration(MatcherChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain", "matcherChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(200);
		});
		assertThat(output).contains("left to the filter chain 'matcherChain'");
	}

	@ParameterizedTest
	@ValueSource(classes = { AnyRequestChain.class, LoginChain.class, MatcherChain.class })
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

	private WebApplicationContextRunner everyPath(String... route) {
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
	void analysisWhenThereIsNoFilterThenNamesTheModuleForTests() {
		HiddenRoutesException failure = HiddenRoutesException.withoutFilter("springSecurityFilterChain",
				"ServletWebSecurityAutoConfiguration");
		assertThat(failure.cure()).contains("add the dependency 'microgate-jwt-test'")
			.contains("do not exclude ServletWebSecurityAutoConfiguration");
	}

	@Test
	void analyzeWhenRoutesAreHiddenThenSaysWhatToDo() {
		HiddenRoutesException failure = new HiddenRoutesException("first");
		assertThat(new HiddenRoutesFailureAnalyzer().analyze(failure)).satisfies((analysis) -> {
			assertThat(analysis.getDescription()).contains("'first'", "'microgateSecurityFilterChain'");
			assertThat(analysis.getAction()).contains("securityMatcher", "@Order");
		});
	}

	@Test
	void chainWhenApplicationHasOneOfTheSameNameThenDefaultBacksOff() {
		this.runner.withUserConfiguration(OwnUnmatchedChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly("microgateSecurityFilterChain",
					"microgateUnmatchedSecurityFilterChain");
			assertThat(status(context, "/other")).isEqualTo(200);
		});
	}

	@Test
	void customizerWhenPermitsAllThenMicrogateDecides() {
		this.runner.withUserConfiguration(PermitAllCustomizer.class).run((context) -> {
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(403);
		});
	}

	@Test
	void firewallWhenLenientThenPathIsStillJudged() {
		this.runner.withUserConfiguration(LenientFirewall.class).run((context) -> {
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
	void classPathWhenWithoutMvcThenDecides() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet")).run((context) -> {
			assertThat(status(context, "/open/x")).isEqualTo(200);
			assertThat(status(context, "/denied/x")).isEqualTo(403);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class LoginChain {

		@Bean
		SecurityFilterChain loginChain(HttpSecurity http) {
			return http.securityMatcher("/login/**").authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyChain {

		@Bean
		@Order(-1)
		SecurityFilterChain earlyChain(HttpSecurity http) {
			return http.securityMatcher(pathPattern("/denied/early"))
				.authorizeHttpRequests((a) -> a.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyRequestChain {

		@Bean
		SecurityFilterChain anyRequestChain(HttpSecurity http) {
			return http.authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyAnyRequestChain {

		@Bean
		@Order(-1)
		SecurityFilterChain earlyAnyRequestChain(HttpSecurity http) {
			return http.authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyMatcherChain {

		@Bean
		@Order(-1)
		SecurityFilterChain earlyMatcherChain(HttpSecurity http) {
			return http.securityMatcher((request) -> true)
				.authorizeHttpRequests((a) -> a.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MatcherChain {

		@Bean
		@Order(1)
		SecurityFilterChain matcherChain(HttpSecurity http) {
			return http.securityMatcher((request) -> true)
				.authorizeHttpRequests((a) -> a.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsideChains {

		@Bean(autowireCandidate = false)
		@Order(-1)
		SecurityFilterChain noCandidate(HttpSecurity http) {
			return http.authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

		@Bean(defaultCandidate = false)
		SecurityFilterChain noDefaultCandidate(HttpSecurity http) {
			return http.authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnUnmatchedChain {

		@Bean
		@Order
		SecurityFilterChain microgateUnmatchedSecurityFilterChain(HttpSecurity http) {
			return http.authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PermitAllCustomizer {

		@Bean
		Customizer<HttpSecurity> permitAll() {
			return (http) -> http.securityMatcher("/nothing").authorizeHttpRequests((a) -> a.anyRequest().permitAll());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LenientFirewall {

		@Bean
		HttpFirewall httpFirewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setAllowSemicolon(true);
			firewall.setAllowUrlEncodedDoubleSlash(true);
			firewall.setAllowUrlEncodedPercent(true);
			firewall.setAllowUrlEncodedPeriod(true);
			firewall.setAllowUrlEncodedSlash(true);
			firewall.setAllowBackSlash(true);
			firewall.setAllowNull(true);
			firewall.setUnsafeAllowAnyHttpMethod(true);
			return firewall;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryPatternChain {

		@Bean
		@Order(-1)
		SecurityFilterChain matchingChain(HttpSecurity http) {
			return http.securityMatcher("/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryGetChain {

		@Bean
		@Order(-1)
		SecurityFilterChain matchingChain(HttpSecurity http) {
			return http.securityMatchers((some) -> some.requestMatchers(HttpMethod.GET, "/**"))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PredicateChain {

		@Bean
		@Order(-1)
		SecurityFilterChain matchingChain(HttpSecurity http) {
			return http.securityMatcher((request) -> true)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyInOrChain {

		@Bean
		@Order(-1)
		SecurityFilterChain matchingChain(HttpSecurity http) {
			return http.securityMatchers((some) -> some.requestMatchers("/a").anyRequest())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

}
