package io.microgate.reactive;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.propagation.RequestEdits;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.FieldNames;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EditedExchangeTests {

	private static final RequestEdits USER = new RequestEdits(FieldNames.of(List.of("X-User")),
			Map.of("X-User", "alice"), StrippedSources.NONE);

	private static ServerWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
		ServerWebExchange exchange = MockServerWebExchange.from(request);
		return Objects.requireNonNull(new StrictServerWebExchangeFirewall().getFirewalledExchange(exchange).block());
	}

	@Test
	void ofWhenNothingIsSeenOtherwiseThenTheSameExchange() {
		ServerWebExchange exchange = exchange(MockServerHttpRequest.get("/x").header("X-Users", "mallory"));
		assertThat(EditedExchange.of(RequestEdits.NONE, exchange)).isSameAs(exchange);
		assertThat(EditedExchange.of(RequestEdits.removing(FieldNames.of(List.of("X-User"))), exchange))
			.isSameAs(exchange);
	}

	@Test
	void ofWhenFieldIsSetThenOneValueInPlaceOfAllSpellings() {
		ServerWebExchange exchange = EditedExchange.of(USER, exchange(
				MockServerHttpRequest.get("/x").header("x_user", "mallory").header("x-user", "mallory", "eve")));
		assertThat(exchange.getRequest().getHeaders().headerNames()).containsExactly("X-User");
		assertThat(exchange.getRequest().getHeaders().get("X-User")).containsExactly("alice");
	}

	@Test
	void ofWhenExchangeIsGuardedByTheFirewallThenItStillIs() {
		ServerWebExchange exchange = EditedExchange.of(USER,
				exchange(MockServerHttpRequest.get("/x").header("X-Other", "a\u0001b")));
		assertThat(exchange.getRequest().getHeaders().getFirst("X-User")).isEqualTo("alice");
		assertThatExceptionOfType(ServerExchangeRejectedException.class)
			.isThrownBy(() -> exchange.getRequest().getHeaders().getFirst("X-Other"));
	}

	@Test
	void ofWhenExchangeHasAttributesThenTheyAreShared() {
		ServerWebExchange exchange = exchange(MockServerHttpRequest.get("/x"));
		ServerWebExchange edited = EditedExchange.of(USER, exchange);
		edited.getAttributes().put("a", "b");
		assertThat(exchange.<String>getAttribute("a")).isEqualTo("b");
	}

	@Test
	void ofWhenSourcesAreStrippedThenAbsentInEveryView() {
		StrippedSources stripped = new StrippedSources(FieldNames.of(List.of("X-Token")), Set.of("t"), Set.of("t"));
		ServerWebExchange exchange = EditedExchange.of(RequestEdits.of(FieldNames.NONE, Map.of(), stripped),
				exchange(MockServerHttpRequest.method(HttpMethod.GET, URI.create("/a%20b?t=evil&a=%20"))
					.header("X-Token", "evil")
					.header("Cookie", "t=evil; a=1", "t=evil")
					.cookie(new HttpCookie("t", "evil"), new HttpCookie("a", "1"))));
		assertThat(exchange.getRequest().getURI()).hasToString("/a%20b?a=%20");
		assertThat(exchange.getRequest().getQueryParams()).containsOnlyKeys("a");
		assertThat(exchange.getRequest().getCookies()).containsOnlyKeys("a");
		assertThat(exchange.getRequest().getHeaders().get("Cookie")).containsExactly("a=1");
		assertThat(exchange.getRequest().getHeaders().containsHeader("X-Token")).isFalse();
		assertThat(exchange.getRequest().mutate().header("b", "c").build().getCookies()).containsOnlyKeys("a");
	}

}
