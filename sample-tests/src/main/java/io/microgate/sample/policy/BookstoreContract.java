package io.microgate.sample.policy;

import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policy of the bookstore, which decides the same through each client and on each
 * stack. The keys of its issuer are never asked for.
 */
public abstract class BookstoreContract {

	@RegisterExtension
	static final KeyServerGuard keyServer = new KeyServerGuard();

	@Autowired
	private TestTokens tokens;

	@DynamicPropertySource
	static void keyServer(DynamicPropertyRegistry registry) {
		registry.add("ISSUER_KEYS", keyServer::uri);
	}

	/** Sends a request without a token. */
	protected abstract int status(HttpMethod method, String path);

	/** Sends a request with a token. */
	protected abstract int status(HttpMethod method, String path, TestToken token);

	@Test
	void requestWhenOpenThenOk() {
		assertThat(status(HttpMethod.GET, "/books")).isEqualTo(200);
	}

	@Test
	void requestWhenTokenIsGoodThenOk() {
		assertThat(status(HttpMethod.GET, "/books/1", apiToken())).isEqualTo(200);
	}

	@Test
	void requestWhenWithoutTokenThenUnauthorized() {
		assertThat(status(HttpMethod.GET, "/books/1")).isEqualTo(401);
	}

	@Test
	void requestWhenRoleIsWrongThenForbidden() {
		assertThat(status(HttpMethod.DELETE, "/books/1", apiToken().claim("roles", "reader"))).isEqualTo(403);
	}

	/** The sample has no such mapping: nothing but the policy has decided before. */
	@Test
	void requestWhenRoleIsRightThenLetThrough() {
		TestToken admin = apiToken().claim("roles", "admin").claim("email_verified", true);
		assertThat(status(HttpMethod.DELETE, "/books/1", admin)).isEqualTo(405);
	}

	@Test
	void requestWhenTokenIsExpiredThenUnauthorized() {
		assertThat(status(HttpMethod.GET, "/books/1", apiToken().expired())).isEqualTo(401);
	}

	@Test
	void requestWhenTokenIsSignedByStrangerThenUnauthorized() {
		assertThat(status(HttpMethod.GET, "/books/1", apiToken().signedByStranger())).isEqualTo(401);
	}

	/** A cookie is the first source: a changing request needs the same origin, too. */
	@Test
	void requestWhenCookieIsTheSourceThenOk() {
		TestToken token = this.tokens.forJwt("browser-token").claim("sub", "alice");
		assertThat(status(HttpMethod.GET, "/basket", token)).isEqualTo(200);
		assertThat(status(HttpMethod.POST, "/basket", token)).isEqualTo(200);
	}

	@Test
	void requestWhenThereIsNoRouteThenForbidden() {
		assertThat(status(HttpMethod.GET, "/elsewhere", apiToken())).isEqualTo(403);
	}

	private TestToken apiToken() {
		return this.tokens.forJwt("api-token");
	}

}
