package io.microgate.sample.gateway;

import io.microgate.sample.policy.KeyServerGuard;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policies of the gateway, on Netty and in front of its upstream. The keys of the
 * issuer are never asked for.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMicrogateJwt
@AutoConfigureWebTestClient
class GatewayPolicyTests {

	@RegisterExtension
	static final KeyServerGuard keyServer = new KeyServerGuard();

	@Autowired
	private WebTestClient client;

	@Autowired
	private TestTokens tokens;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		int upstream = TestSocketUtils.findAvailableTcpPort();
		registry.add("upstream.port", () -> upstream);
		registry.add("microgate.jwks.token-issuer.provider.remote.uri", keyServer::uri);
	}

	@Test
	void requestWhenOpenThenUpstreamAnswers() {
		assertThat(status(this.client, "/catalog/1")).isEqualTo(200);
	}

	@Test
	void requestWhenTokenIsGoodThenUpstreamAnswers() {
		assertThat(status("/shop/orders/1", apiToken())).isEqualTo(200);
	}

	@Test
	void requestWhenWithoutTokenThenUnauthorized() {
		assertThat(status(this.client, "/shop/orders/1")).isEqualTo(401);
	}

	@Test
	void requestWhenRoleIsWrongThenForbidden() {
		assertThat(status("/admin/1", apiToken().claim("roles", "reader"))).isEqualTo(403);
	}

	@Test
	void requestWhenRoleIsRightThenUpstreamAnswers() {
		assertThat(status("/admin/1", apiToken().claim("roles", "admin"))).isEqualTo(200);
	}

	@Test
	void requestWhenTokenIsExpiredThenUnauthorized() {
		assertThat(status("/shop/orders/1", apiToken().expired())).isEqualTo(401);
	}

	@Test
	void requestWhenTokenIsSignedByStrangerThenUnauthorized() {
		assertThat(status("/shop/orders/1", apiToken().signedByStranger())).isEqualTo(401);
	}

	/** A mocked user is not sent with a request to a server. */
	@Test
	@WithMockUser
	void requestWhenUserIsMockedThenUnauthorized() {
		assertThat(status(this.client, "/shop/orders/1")).isEqualTo(401);
	}

	private TestToken apiToken() {
		return this.tokens.forJwt("api-token");
	}

	private int status(String path, TestToken token) {
		return status(this.client.mutateWith(token.forWebTestClient()), path);
	}

	private static int status(WebTestClient client, String path) {
		return client.get().uri(path).exchange().returnResult().getStatus().value();
	}

}
