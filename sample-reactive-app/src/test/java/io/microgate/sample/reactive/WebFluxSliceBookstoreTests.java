package io.microgate.sample.reactive;

import io.microgate.sample.policy.BookstoreContract;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;

/**
 * The policy of the sample in a slice, and with the mocks of Spring Security.
 */
@WebFluxTest
class WebFluxSliceBookstoreTests extends BookstoreContract {

	@Autowired
	private WebTestClient client;

	@Override
	protected int status(HttpMethod method, String path) {
		return status(this.client, method, path);
	}

	@Override
	protected int status(HttpMethod method, String path, TestToken token) {
		return status(this.client.mutateWith(token.forWebTestClient()), method, path);
	}

	private static int status(WebTestClient client, HttpMethod method, String path) {
		return client.method(method).uri(path).exchange().returnResult().getStatus().value();
	}

	@Test
	void requestWhenMockedJwtHasClaimsThenLetThrough() {
		WebTestClient admin = this.client
			.mutateWith(mockJwt().jwt((token) -> token.claim("roles", "admin").claim("email_verified", true)));
		assertThat(status(admin, HttpMethod.DELETE, "/books/1")).isEqualTo(405);
	}

	/** A policy asks for claims, not for authorities. */
	@Test
	void requestWhenMockedJwtHasAuthorityOnlyThenForbidden() {
		WebTestClient admin = this.client.mutateWith(mockJwt().authorities(new SimpleGrantedAuthority("ROLE_admin")));
		assertThat(status(admin, HttpMethod.DELETE, "/books/1")).isEqualTo(403);
	}

	@Test
	@WithMockUser
	void requestWhenMockedUserIsEnoughThenOk() {
		assertThat(status(HttpMethod.GET, "/books/1")).isEqualTo(200);
	}

	@Test
	@WithMockUser(roles = "admin")
	void requestWhenMockedUserHasNoClaimsThenForbidden() {
		assertThat(status(HttpMethod.DELETE, "/books/1")).isEqualTo(403);
	}

}
