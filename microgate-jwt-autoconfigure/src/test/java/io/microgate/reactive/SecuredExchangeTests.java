package io.microgate.reactive;

import java.security.Principal;

import org.junit.jupiter.api.Test;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecuredExchange}.
 */
class SecuredExchangeTests {

	private static final String FORBIDDEN = "a\u0000b";

	private final ServerWebExchange exchange = new SecuredExchange(new StrictServerWebExchangeFirewall()
		.getFirewalledExchange(MockServerWebExchange
			.from(MockServerHttpRequest.get("/").header("X-Good", "good").header("X-Bad", FORBIDDEN)))
		.block());

	@Test
	void requestWhenAskedForAgainThenTheSame() {
		assertThat(this.exchange.getRequest()).isSameAs(this.exchange.getRequest());
		assertThat(this.exchange.getRequest().getHeaders()).isSameAs(this.exchange.getRequest().getHeaders());
	}

	@Test
	void headersWhenReadThenTheFirewallChecksThem() {
		ServerHttpRequest request = this.exchange.getRequest();
		assertThat(request.getHeaders().getFirst("X-Good")).isEqualTo("good");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(ServerExchangeRejectedException.class)
				.isThrownBy(() -> request.getHeaders().getFirst("X-Bad"));
		}
	}

	@Test
	void headersWhenOfAMutatedRequestThenTheFirewallChecksThem() {
		ServerHttpRequest mutated = this.exchange.getRequest().mutate().header("X-Other", FORBIDDEN).build();
		assertThatExceptionOfType(ServerExchangeRejectedException.class)
			.isThrownBy(() -> mutated.getHeaders().getFirst("X-Other"));
		ServerWebExchange other = this.exchange.mutate().request((request) -> request.header("X-New", "new")).build();
		assertThat(other.getRequest().getHeaders().getFirst("X-New")).isEqualTo("new");
		assertThatExceptionOfType(ServerExchangeRejectedException.class)
			.isThrownBy(() -> other.getRequest().getHeaders().getFirst("X-Bad"));
	}

	@Test
	void principalWhenAskedForThenOfTheContext() {
		assertThat(this.exchange.getPrincipal().blockOptional()).isEmpty();
		for (String name : new String[] { "alice", "bob" }) {
			assertThat(this.exchange.<Principal>getPrincipal()
				.map(Principal::getName)
				.contextWrite(
						ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(name, null)))
				.block()).isEqualTo(name);
		}
	}

}
