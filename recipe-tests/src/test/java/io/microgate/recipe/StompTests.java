package io.microgate.recipe;

import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
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

import io.microgate.jwt.VerifiedJwtConverter;
import io.microgate.runtime.TokenDecoders;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.StringUtils;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.WebSocketStompClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * A token in the CONNECT frame of STOMP, as the how-to guide shows it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMicrogateJwt
class StompTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private static Path directory;

	private static RevokedList revoked;

	@LocalServerPort
	private int port;

	@Autowired
	private TestTokens tokens;

	@Autowired
	private Shop shop;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		revoked = RevokedList.in(directory);
		revoked.configure(registry);
	}

	private String uri() {
		return "ws://localhost:%d/stomp".formatted(this.port);
	}

	private TestToken token() {
		return this.tokens.forJwt("customer").claim("sub", "alice");
	}

	private StompSession connect(String authorization) throws Exception {
		WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
		client.setMessageConverter(new StringMessageConverter());
		StompHeaders headers = new StompHeaders();
		if (authorization != null) {
			headers.add("Authorization", authorization);
		}
		return client.connectAsync(uri(), new WebSocketHttpHeaders(), headers, new StompSessionHandlerAdapter() {
		}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static String subscribe(StompSession session, String destination) throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		session.subscribe(destination, new StompFrameHandler() {

			@Override
			public Type getPayloadType(StompHeaders headers) {
				return String.class;
			}

			@Override
			public void handleFrame(StompHeaders headers, Object payload) {
				answer.complete((String) payload);
			}

		});
		return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	@Test
	void connectWhenTokenIsGoodThenHandlersSeeThePrincipal() throws Exception {
		TestToken admin = token().claim("realm_access", Map.of("roles", List.of("admin")));
		StompSession session = connect("Bearer " + admin.value());
		assertThat(subscribe(session, "/app/customer")).startsWith("alice").contains("ROLE_admin");
		int before = this.shop.orders.get();
		session.send("/app/order", "one");
		await().atMost(PATIENCE).until(() -> this.shop.orders.get() == before + 1);
		session.disconnect();
	}

	@Test
	void connectWhenTokenIsBadThenRefused() {
		for (String authorization : new String[] { null, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c",
				"Bearer " + token().expired().value(), "Bearer " + token().signedByStranger().value(),
				"Bearer " + token().claim("aud", "other").value(),
				"Bearer " + token().claim("cnf", Map.of("jkt", "x")).value() }) {
			assertThat(catchThrowable(() -> connect(authorization))).as(authorization).isNotNull();
		}
	}

	@Test
	void sendWhenTokenIsRevokedThenConnectionEnds() throws Exception {
		StompSession session = connect("Bearer " + token().claim("jti", "stolen").value());
		assertThat(subscribe(session, "/app/customer")).startsWith("alice");
		revoked.revoke("stolen");
		await().atMost(PATIENCE).until(() -> {
			if (session.isConnected()) {
				session.send("/app/order", "one");
			}
			return !session.isConnected();
		});
		int before = this.shop.orders.get();
		assertThat(catchThrowable(() -> connect("Bearer " + token().claim("jti", "stolen").value()))).isNotNull();
		assertThat(this.shop.orders.get()).isEqualTo(before);
	}

	/** Also by the other name of the frame, and by none. */
	@ParameterizedTest
	@ValueSource(strings = { "CONNECT\naccept-version:1.2\nhost:shop\n\n\0",
			"STOMP\naccept-version:1.2\nhost:shop\n\n\0", "SEND\ndestination:/app/order\n\none\0",
			"SUBSCRIBE\nid:0\ndestination:/topic/orders\n\n\0", "SUBSCRIBE\nid:0\ndestination:/app/customer\n\n\0" })
	void frameWhenThereIsNoTokenThenRefused(String frame) throws Exception {
		int before = this.shop.orders.get();
		CompletableFuture<String> answer = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("v12.stomp")
			.buildAsync(URI.create(uri()), new WebSocket.Listener() {

				@Override
				public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
					answer.complete(data.toString());
					return null;
				}

			})
			.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		socket.sendText(frame, true).join();
		assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).startsWith("ERROR");
		assertThat(this.shop.orders.get()).isEqualTo(before);
		socket.abort();
	}

	@Controller
	static class Shop {

		private final AtomicInteger orders = new AtomicInteger();

		@SubscribeMapping("/customer")
		String customer(Principal principal) {
			return principal.getName() + " " + ((JwtAuthenticationToken) principal).getAuthorities();
		}

		@MessageMapping("/order")
		void order(String order) {
			this.orders.incrementAndGet();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSocketMessageBroker
	@Import(Shop.class)
	static class StompConfiguration implements WebSocketMessageBrokerConfigurer {

		@Autowired
		private TokenDecoders decoders;

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/stomp");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
			registry.setApplicationDestinationPrefixes("/app");
		}

		@Override
		public void configureClientInboundChannel(ChannelRegistration registration) {
			JwtAuthenticationProvider provider = new JwtAuthenticationProvider(this.decoders.decoder("customer"));
			provider.setJwtAuthenticationConverter(new VerifiedJwtConverter());
			registration.interceptors(new TokenInterceptor(provider));
		}

	}

	static class TokenInterceptor implements ChannelInterceptor {

		private final JwtAuthenticationProvider provider;

		TokenInterceptor(JwtAuthenticationProvider provider) {
			this.provider = provider;
		}

		@Override
		public Message<?> preSend(Message<?> message, MessageChannel channel) {
			StompHeaderAccessor stomp = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
			switch (stomp.getMessageType()) {
				case CONNECT -> stomp.setUser(authenticate(bearerToken(stomp.getFirstNativeHeader("Authorization"))));
				case HEARTBEAT, DISCONNECT -> {
				}
				default -> authenticate(tokenOf(stomp.getUser()));
			}
			return message;
		}

		private Authentication authenticate(String token) {
			return this.provider.authenticate(new BearerTokenAuthenticationToken(token));
		}

		private static String bearerToken(String authorization) {
			return StringUtils.startsWithIgnoreCase(authorization, "Bearer ") ? authorization.substring(7).strip() : "";
		}

		private static String tokenOf(Principal user) {
			return (user instanceof JwtAuthenticationToken known) ? known.getToken().getTokenValue() : "";
		}

	}

}
