package io.microgate.autoconfigure;

import java.security.Principal;

import io.microgate.reactive.ReactiveDecisions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;

/**
 * What something in front of the chain of the reactive stack takes for an authenticated
 * client does not count, also if it is Spring Security's test support, as long as the
 * module for tests is absent.
 */
class ReactiveForeignAuthenticationTests {

	private final ReactiveWebApplicationContextRunner runner = ReactiveContexts.runner()
		.withPropertyValues(Authenticated.PROPERTIES)
		.withUserConfiguration(RecordedDecisions.class);

	/** Filters that are in front of Spring Security's. */
	enum Front implements WebFilter {

		CONTEXT {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				return chain.filter(exchange)
					.contextWrite(
							ReactiveSecurityContextHolder.withSecurityContext(Mono.just(Authenticated.context())));
			}

		},

		SESSION {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				return new WebSessionServerSecurityContextRepository().save(exchange, Authenticated.context())
					.then(chain.filter(exchange));
			}

		},

		PRINCIPAL {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				Principal principal = Authenticated.context().getAuthentication();
				return chain.filter(exchange.mutate().principal(Mono.just(principal)).build());
			}

		}

	}

	@ParameterizedTest
	@EnumSource
	void requestWhenAuthenticatedInFrontOfTheChainThenRefused(Front front) {
		this.runner.run((context) -> {
			client(front, context.getBean(WebFilterChainProxy.class)).get()
				.uri("/api/x")
				.exchange()
				.expectStatus()
				.isUnauthorized();
			assertThat(context.getBean(RecordedDecisions.class).last().reason().code()).isEqualTo("token.missing");
		});
	}

	@Test
	void requestWhenMockedThenRefused() {
		this.runner.run((context) -> client(context.getBean(WebFilterChainProxy.class)).mutateWith(mockJwt())
			.get()
			.uri("/api/x")
			.exchange()
			.expectStatus()
			.isUnauthorized());
	}

	@Test
	void assumeWhenNoTestThenThrows() {
		this.runner.run((context) -> {
			MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/x"));
			context.getBean(WebFilterChainProxy.class).filter(exchange, (rest) -> Mono.empty()).block();
			assertThatIllegalStateException().isThrownBy(() -> ReactiveDecisions.find(exchange).assume(null));
		});
	}

	/** A client of a server with these filters. */
	private static WebTestClient client(WebFilter... filters) {
		return WebTestClient.bindToWebHandler((exchange) -> Mono.empty())
			.webFilter(filters)
			.apply(SecurityMockServerConfigurers.springSecurity())
			.build();
	}

}
