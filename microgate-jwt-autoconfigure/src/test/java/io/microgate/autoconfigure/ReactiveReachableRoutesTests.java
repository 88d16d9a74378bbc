package io.microgate.autoconfigure;

import java.time.Duration;
import java.util.function.Predicate;

import io.microgate.coverage.HiddenRoutesException;
import io.microgate.reactive.ReactiveMicrogateAutoConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.util.matcher.IpAddressServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.MediaTypeServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;

import static io.microgate.autoconfigure.ReactiveContexts.chains;
import static io.microgate.autoconfigure.ReactiveContexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

/**
 * Tests for reactive applications that would start and protect nothing.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class ReactiveReachableRoutesTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveContexts.runner()
		.withUserConfiguration(EarlyChain.class);

	private final ReactiveWebApplicationContextRunner withoutFilter = new ReactiveWebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MicrogateAutoConfiguration.class, ReactiveMicrogateAutoConfiguration.class));

	private static ReactiveWebApplicationContextRunner lazy(ReactiveWebApplicationContextRunner runner) {
		return runner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
	}

	private static FailureAnalysis analysis(AssertableReactiveWebApplicationContext context) {
		assertThat(context).getFailure().isInstanceOf(HiddenRoutesException.class);
		return new HiddenRoutesFailureAnalyzer().analyze(context.getStartupFailure());
	}

	@Test
	void startWhenFilterIsExcludedThenFailsAndSaysWhatToDo() {
		this.withoutFilter.run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("WebFilterChainFilter'", "no route would be enforced");
			assertThat(analysis.getAction()).contains("ReactiveWebSecurityAutoConfiguration", "'microgate.enabled'");
		});
	}

	@Test
	void startWhenFilterIsExcludedAndInitializationIsLazyThenFails() {
		lazy(this.withoutFilter).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startWhenFilterIsExcludedAndMicrogateIsDisabledThenSucceeds() {
		this.withoutFilter.withPropertyValues("microgate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenFilterIsOwnThenFails() {
		this.withoutFilter.withConfiguration(AutoConfigurations.of(ReactiveWebSecurityAutoConfiguration.class))
			.withBean("ownFilter", WebFilterChainProxy.class, WebFilterChainProxy::new)
			.run((context) -> assertThat(analysis(context).getAction()).contains("or replace that filter"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "any", "all-paths", "negated-other", "late", "host", "client", "accept", "attribute" })
	void startWhenChainBeforeTakesAnyRequestThenFailsAndSaysWhatToDo(String matcher) {
		this.runner.withPropertyValues("early=" + matcher).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("'earlyChain'", "'microgateSecurityFilterChain'");
			assertThat(analysis.getAction()).contains("securityMatcher", "@Order");
		});
	}

	@Test
	void startWhenChainBeforeTakesAnyRequestAndInitializationIsLazyThenFails() {
		lazy(this.runner).withPropertyValues("early=any").run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startWhenChainBeforeLeavesRoutesAloneThenSucceeds() {
		this.runner.withPropertyValues("early=negated-routes").run((context) -> {
			assertThat(chains(context)).startsWith("earlyChain", "microgateSecurityFilterChain");
			assertThat(status(context, "/denied/x")).isEqualTo(403);
			assertThat(status(context, "/other")).isEqualTo(200);
		});
	}

	@Test
	void startWhenChainBeforeIsForOneMethodThenSucceeds() {
		this.runner.withPropertyValues("early=method").run((context) -> {
			assertThat(status(context, HttpMethod.POST, "/denied/x")).isEqualTo(200);
			assertThat(status(context, HttpMethod.GET, "/denied/x")).isEqualTo(403);
			assertThat(status(context, HttpMethod.GET, "/other")).isEqualTo(403);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local-host", "local-client", "html", "late-method", "empty" })
	void startWhenChainBeforeIsForSomeClientsThenSucceedsWithoutWarning(String matcher, CapturedOutput output) {
		this.runner.withPropertyValues("early=" + matcher).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("earlyChain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "failing", "throwing", "never" })
	void startWhenChainBeforeCannotTellThenWarnsAndSucceeds(String matcher, CapturedOutput output) {
		this.runner.withPropertyValues("early=" + matcher).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.toString().lines())
			.filteredOn((line) -> line.contains("'earlyChain' did not answer at start"))
			.singleElement()
			.asString()
			.contains("WARN", "routes are enforced only for requests that this chain does not match");
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyChain {

		@Bean
		@Order(-1)
		SecurityWebFilterChain earlyChain(ServerHttpSecurity http, Environment environment) {
			return http.securityMatcher(matcher(environment.getRequiredProperty("early")))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		private static ServerWebExchangeMatcher matching(Predicate<ServerWebExchange> condition) {
			return (exchange) -> condition.test(exchange) ? MatchResult.match() : MatchResult.notMatch();
		}

		private static ServerWebExchangeMatcher matcher(String name) {
			return switch (name) {
				case "any" -> ServerWebExchangeMatchers.anyExchange();
				case "all-paths" -> pathMatchers("/**");
				case "negated-other" -> new NegatedServerWebExchangeMatcher(pathMatchers("/other/**"));
				case "negated-routes" -> new NegatedServerWebExchangeMatcher(pathMatchers("/open/**", "/denied/**"));
				case "method" -> pathMatchers(HttpMethod.POST, "/**");
				case "late" -> (exchange) -> MatchResult.match().delayElement(Duration.ofMillis(1));
				case "empty" -> (exchange) -> Mono.empty();
				case "late-method" -> (exchange) -> (exchange.getRequest().getMethod() == HttpMethod.POST)
						? MatchResult.match().delayElement(Duration.ofMillis(1)) : MatchResult.notMatch();
				case "host" -> matching((exchange) -> exchange.getRequest().getHeaders().containsHeader("Host"));
				case "local-host" ->
					matching((exchange) -> "localhost".equals(exchange.getRequest().getURI().getHost()));
				case "client" -> matching((exchange) -> exchange.getRequest().getRemoteAddress() != null
						&& exchange.getRequest().getLocalAddress() != null);
				case "local-client" -> new IpAddressServerWebExchangeMatcher("127.0.0.0/8");
				case "accept" -> matching((exchange) -> exchange.getRequest().getHeaders().containsHeader("Accept")
						&& exchange.getRequest().getHeaders().containsHeader("User-Agent"));
				case "html" -> new MediaTypeServerWebExchangeMatcher(MediaType.TEXT_HTML);
				case "attribute" -> matching((exchange) -> exchange.getAttribute("none") == null);
				case "failing" -> (exchange) -> Mono.error(new IllegalStateException());
				case "throwing" -> (exchange) -> {
					throw new IllegalStateException();
				};
				case "never" -> (exchange) -> Mono.never();
				default -> throw new IllegalArgumentException(name);
			};
		}

	}

}
