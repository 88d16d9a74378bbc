package io.microgate.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.microgate.reactive.ReactiveMicrogateAutoConfiguration;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contexts of Microgate's auto-configurations beside those of Spring Boot, with an open
 * and a denied route, and requests to their filter chains.
 */
final class ReactiveContexts {

	private ReactiveContexts() {
	}

	static ReactiveWebApplicationContextRunner runner() {
		return new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
					ReactiveMicrogateAutoConfiguration.class, ActuatorMicrogateAutoConfiguration.class,
					SecurityAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class,
					ReactiveWebSecurityAutoConfiguration.class, ReactiveManagementWebSecurityAutoConfiguration.class,
					WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
			.withPropertyValues(OpenAndDenied.PROPERTIES);
	}

	/** Bean names of the filter chains in the order in which the filter asks them. */
	static List<String> chains(AssertableReactiveWebApplicationContext context) {
		Object chains = ReflectionTestUtils.getField(context.getBean(WebFilterChainProxy.class), "filters");
		return ((List<?>) chains).stream()
			.map((chain) -> context.getBeansOfType(SecurityWebFilterChain.class)
				.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() == chain)
				.findFirst()
				.orElseThrow()
				.getKey())
			.toList();
	}

	static int status(AssertableReactiveWebApplicationContext context, String target) {
		return status(context, HttpMethod.GET, target);
	}

	static int status(AssertableReactiveWebApplicationContext context, HttpMethod method, String target) {
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.method(method, URI.create(target)));
		AtomicBoolean passed = new AtomicBoolean();
		context.getBean(WebFilterChainProxy.class)
			.filter(exchange, (rest) -> Mono.fromRunnable(() -> passed.set(true)))
			.block();
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		assertThat(passed.get()).as("passed").isEqualTo(status == null);
		return (status != null) ? status.value() : 200;
	}

}
