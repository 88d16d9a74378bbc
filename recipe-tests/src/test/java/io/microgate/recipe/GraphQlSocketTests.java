package io.microgate.recipe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.client.WebSocketGraphQlClient;
import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A token in the payload of {@code connection_init}, as the how-to guide shows it. A web
 * stack is a subclass.
 */
@AutoConfigureMicrogateJwt
abstract class GraphQlSocketTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private TestTokens tokens;

	@Autowired
	private Shop shop;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		RevokedList revoked = RevokedList.in(directory);
		revoked.revoke("stolen");
		revoked.configure(registry);
	}

	private TestToken token() {
		return this.tokens.forJwt("customer").claim("sub", "alice");
	}

	private WebSocketGraphQlClient client(Map<String, Object> payload) {
		return WebSocketGraphQlClient
			.builder("ws://localhost:%d/graphql-socket".formatted(this.port), new ReactorNettyWebSocketClient())
			.interceptor(new WebSocketGraphQlClientInterceptor() {

				@Override
				public Mono<Object> connectionInitPayload() {
					return Mono.just(payload);
				}

			})
			.build();
	}

	@Test
	void queryWhenTokenIsGoodThenHandlersSeeThePrincipal() {
		TestToken admin = token().claim("realm_access", Map.of("roles", List.of("admin")));
		WebSocketGraphQlClient client = client(Map.of("Authorization", "Bearer " + admin.value()));
		assertThat(client.document("{ customer }").retrieve("customer").toEntity(String.class).block(PATIENCE))
			.startsWith("alice")
			.contains("ROLE_admin");
		assertThat(client.document("subscription { orders }")
			.retrieveSubscription("orders")
			.toEntity(String.class)
			.blockFirst(PATIENCE)).isEqualTo("of alice");
		client.stop().block(PATIENCE);
	}

	@Test
	void queryWhenTokenIsBadThenConnectionIsClosedAndNoHandlerIsCalled() {
		int before = this.shop.calls.get();
		for (Map<String, Object> payload : List.<Map<String, Object>>of(Map.of(), Map.of("Authorization", ""),
				Map.of("Authorization", "Basic YTpi"), Map.of("Authorization", "Bearer a.b.c"),
				Map.of("Authorization", 1), Map.of("token", token().value()), bearer(token().expired()),
				bearer(token().signedByStranger()), bearer(token().claim("aud", "other")),
				bearer(token().claim("jti", "stolen")), bearer(token().claim("cnf", Map.of("jkt", "x"))))) {
			WebSocketGraphQlClient client = client(payload);
			assertThat(catchThrowable(
					() -> client.document("{ customer }").retrieve("customer").toEntity(String.class).block(PATIENCE)))
				.as("%s", payload.keySet())
				.hasStackTraceContaining("disconnected with CloseStatus");
			client.stop().block(PATIENCE);
		}
		assertThat(this.shop.calls.get()).isEqualTo(before);
	}

	private static Map<String, Object> bearer(TestToken token) {
		return Map.of("Authorization", "Bearer " + token.value());
	}

	@Test
	void queryWhenConnectionIsNotInitializedThenClosed() throws Exception {
		int before = this.shop.calls.get();
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("graphql-transport-ws")
			.buildAsync(URI.create("ws://localhost:%d/graphql-socket".formatted(this.port)), new WebSocket.Listener() {

				@Override
				public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
					closed.complete(statusCode);
					return null;
				}

			})
			.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		socket.sendText("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ customer }\"}}", true).join();
		assertThat(closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4401);
		assertThat(this.shop.calls.get()).isEqualTo(before);
	}

	@Test
	void queryWhenOverHttpThenThePolicyDecides() throws Exception {
		assertThat(post(null)).isEqualTo(401);
		assertThat(post(token().expired())).isEqualTo(401);
		assertThat(post(token())).isEqualTo(200);
	}

	private int post(TestToken token) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d/graphql".formatted(this.port)))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ customer }\"}"));
		if (token != null) {
			request.header("Authorization", "Bearer " + token.value());
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	@Controller
	static class Shop {

		private final AtomicInteger calls = new AtomicInteger();

		@QueryMapping
		String customer(Principal principal) {
			this.calls.incrementAndGet();
			return principal.getName() + " " + ((Authentication) principal).getAuthorities();
		}

		@SubscriptionMapping
		Flux<String> orders(Principal principal) {
			this.calls.incrementAndGet();
			return Flux.just("of " + principal.getName());
		}

	}

}
