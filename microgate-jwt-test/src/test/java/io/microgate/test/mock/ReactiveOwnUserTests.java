package io.microgate.test.mock;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;

import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.test.token.TestTokens;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;

/**
 * Tests for users that a filter of the application authenticates: they count as little as
 * in production. Something of the application asks for a bean early, too.
 */
@ContextConfiguration(classes = { ReactiveShop.class, ReactiveOwnUserTests.Own.class })
@WebFluxTest(properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=reactive" })
class ReactiveOwnUserTests {

	@Autowired
	private WebTestClient client;

	@Test
	void requestWhenUserOfApplicationThenRefused() {
		this.client.get().uri("/books/1").header("X-Api-Key", "k").exchange().expectStatus().isUnauthorized();
	}

	@Test
	void requestWhenMockedUserThenAllowed() {
		this.client.mutateWith(mockJwt()).get().uri("/books/1").exchange().expectStatus().isOk();
	}

	@Test
	void requestWhenTokenThenAllowed(@Autowired TestTokens tokens) {
		this.client.mutateWith(tokens.forJwt("shop").claim("username", "alice").forWebTestClient())
			.get()
			.uri("/books/1")
			.exchange()
			.expectStatus()
			.isOk();
	}

	static class Own {

		@Bean
		@Order(-1000)
		WebFilter apiKey() {
			return (exchange, chain) -> (exchange.getRequest().getHeaders().getFirst("X-Api-Key") != null)
					? chain.filter(exchange)
						.contextWrite(
								ReactiveSecurityContextHolder.withAuthentication(UsernamePasswordAuthenticationToken
									.authenticated("robot", null, AuthorityUtils.NO_AUTHORITIES)))
					: chain.filter(exchange);
		}

		@Bean
		static BeanPostProcessor early(PolicyDecisionPoint decisionPoint) {
			return new BeanPostProcessor() {
			};
		}

	}

}
