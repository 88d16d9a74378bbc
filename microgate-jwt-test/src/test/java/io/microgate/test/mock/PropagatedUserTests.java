package io.microgate.test.mock;

import java.util.concurrent.CompletableFuture;

import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler in a test without a port sees the header fields that are propagated, as on a
 * server, whether the test sends a token or mocks a user.
 */
abstract class PropagatedUserTests {

	static final String CONFIGURATION = "spring.config.import=classpath:propagation.yml";

	private static final String NOTHING = "null, null";

	@Autowired
	private TestTokens tokens;

	/** Sends a request with header fields of a client that passes itself off. */
	abstract String get(String path, Authentication user);

	/** Sends a request with a token and such header fields. */
	abstract String get(String path, TestToken token);

	@Test
	void handlerWhenTokenIsSentThenSeesItsClaims() {
		TestToken token = this.tokens.forJwt("shop").claim("sub", "alice");
		assertThat(get("/shop", token)).isEqualTo("alice, null");
		assertThat(get("/shop", token.claim("tenant", "a"))).isEqualTo("alice, Bearer a");
		assertThat(get("/shop/later", token.claim("tenant", "a"))).isEqualTo("alice, Bearer a");
		assertThat(get("/open", token)).isEqualTo(NOTHING);
	}

	@Test
	void handlerWhenUserIsMockedThenSeesTheClaims() {
		assertThat(get("/shop", Mocks.named("{\"sub\": \"alice\", \"tenant\": \"a\"}"))).isEqualTo("alice, Bearer a");
		assertThat(get("/open", Mocks.named("{\"sub\": \"alice\"}"))).isEqualTo(NOTHING);
	}

	@Test
	void handlerWhenMockedUserHasNoClaimsThenSeesNothing() {
		assertThat(get("/shop", Mocks.named("user"))).isEqualTo(NOTHING);
		assertThat(get("/open", Mocks.named("none"))).isEqualTo(NOTHING);
	}

	@EnableAutoConfiguration
	@RestController
	static class SeeingApplication {

		@GetMapping({ "/shop", "/open" })
		String see(@RequestHeader(name = "X-User", required = false) String user,
				@RequestHeader(name = "Authorization", required = false) String authorization) {
			return user + ", " + authorization;
		}

		@GetMapping("/shop/later")
		CompletableFuture<String> seeLater(@RequestHeader(name = "X-User", required = false) String user,
				@RequestHeader(name = "Authorization", required = false) String authorization) {
			return CompletableFuture.completedFuture(see(user, authorization));
		}

	}

}
