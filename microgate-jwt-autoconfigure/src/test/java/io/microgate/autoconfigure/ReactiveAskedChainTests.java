package io.microgate.autoconfigure;

import java.net.URI;
import java.util.Map;

import io.microgate.engine.RequestDecision;
import io.microgate.reactive.ReactiveDecisions;
import io.microgate.runtime.ConfigurationReload;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller that asks the chains of the reactive stack which of them takes a request
 * leaves no trace.
 */
class ReactiveAskedChainTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveContexts.runner()
		.withUserConfiguration(RecordedDecisions.class);

	@Test
	void askingWhenRequestIsNotFilteredThenNothingIsDecided() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			assertThat(ask(context, exchange)).isTrue();
			assertThat(ReactiveDecisions.find(exchange)).isNull();
			assertThat(context.getBean(RecordedDecisions.class).all()).isEmpty();
		});
	}

	@Test
	void filteringWhenAskedBeforeThenDecidedOnce() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			ask(context, exchange);
			ask(context, exchange);
			assertThat(isPassed(context, exchange)).isTrue();
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(1);
		});
	}

	@Test
	void filteringWhenRequestHasChangedSinceThenDecidedAsItIs() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			ask(context, exchange);
			assertThat(isPassed(context, exchange.mutate().request((request) -> request.path("/denied/x")).build()))
				.isFalse();
			assertThat(reason(context)).isEqualTo("policy.deny");
		});
	}

	@Test
	void filteringWhenReloadedSinceThenDecidedByWhatIsInForce() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			ask(context, exchange);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("changed",
						Map.of("microgate.access-control-policies.open.policies[0].authorization.deny", "")));
			assertThat(context.getBean(ConfigurationReload.class).reload()).isTrue();
			assertThat(isPassed(context, exchange)).isFalse();
			assertThat(reason(context)).isEqualTo("policy.deny");
		});
	}

	@Test
	void askingWhenRequestIsBeingHandledThenItsDecisionStays() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			isPassed(context, exchange);
			RequestDecision decision = ReactiveDecisions.find(exchange);
			ask(context, exchange);
			assertThat(decision).isNotNull().isSameAs(ReactiveDecisions.find(exchange));
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(1);
		});
	}

	@Test
	void filteringWhenFilteredBeforeThenDecidedAnew() {
		this.runner.run((context) -> {
			ServerWebExchange exchange = exchange("/open/x");
			assertThat(isPassed(context, exchange)).isTrue();
			assertThat(isPassed(context, exchange.mutate().request((request) -> request.path("/denied/x")).build()))
				.isFalse();
			assertThat(context.getBean(RecordedDecisions.class).all()).hasSize(2);
		});
	}

	private static ServerWebExchange exchange(String path) {
		return MockServerWebExchange.from(MockServerHttpRequest.get(URI.create(path).toString()));
	}

	private static boolean ask(AssertableReactiveWebApplicationContext context, ServerWebExchange exchange) {
		return context.getBean("microgateSecurityFilterChain", SecurityWebFilterChain.class).matches(exchange).block();
	}

	private static boolean isPassed(AssertableReactiveWebApplicationContext context, ServerWebExchange exchange) {
		boolean[] passed = new boolean[1];
		context.getBean(WebFilterChainProxy.class)
			.filter(exchange, (rest) -> Mono.fromRunnable(() -> passed[0] = true))
			.block();
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		assertThat(passed[0]).isEqualTo(status == null);
		return passed[0];
	}

	private static String reason(AssertableReactiveWebApplicationContext context) {
		return context.getBean(RecordedDecisions.class).last().reason().code();
	}

}
