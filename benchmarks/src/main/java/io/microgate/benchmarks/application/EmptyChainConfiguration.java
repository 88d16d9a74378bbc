package io.microgate.benchmarks.application;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.server.WebFilter;

/**
 * A filter chain of Spring Security that does nothing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("empty-chain")
class EmptyChainConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class Servlet {

		@Bean
		SecurityFilterChain emptySecurityFilterChain() {
			return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class Reactive {

		/** Does nothing: a chain cannot be without a filter. */
		private static final WebFilter GO_ON = (exchange, chain) -> chain.filter(exchange);

		@Bean
		SecurityWebFilterChain emptySecurityWebFilterChain() {
			return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), List.of(GO_ON));
		}

	}

}
