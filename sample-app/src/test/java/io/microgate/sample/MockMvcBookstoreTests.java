package io.microgate.sample;

import io.microgate.sample.policy.BookstoreContract;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

/**
 * The policy of the sample in a slice, and with the mocks of Spring Security.
 */
@WebMvcTest
class MockMvcBookstoreTests extends BookstoreContract {

	@Autowired
	private MockMvcTester mvc;

	@Override
	protected int status(HttpMethod method, String path) {
		return this.mvc.method(method).uri(path).exchange().getResponse().getStatus();
	}

	@Override
	protected int status(HttpMethod method, String path, TestToken token) {
		return this.mvc.method(method).uri(path).with(token.forMockMvc()).exchange().getResponse().getStatus();
	}

	@Test
	void requestWhenMockedJwtHasClaimsThenLetThrough() {
		assertThat(this.mvc.delete()
			.uri("/books/1")
			.with(jwt().jwt((token) -> token.claim("roles", "admin").claim("email_verified", true)))).hasStatus(405);
	}

	/** A policy asks for claims, not for authorities. */
	@Test
	void requestWhenMockedJwtHasAuthorityOnlyThenForbidden() {
		assertThat(this.mvc.delete().uri("/books/1").with(jwt().authorities(new SimpleGrantedAuthority("ROLE_admin"))))
			.hasStatus(403);
	}

	@Test
	@WithMockUser
	void requestWhenMockedUserIsEnoughThenOk() {
		assertThat(this.mvc.get().uri("/books/1")).hasStatusOk();
	}

	@Test
	@WithMockUser(roles = "admin")
	void requestWhenMockedUserHasNoClaimsThenForbidden() {
		assertThat(this.mvc.delete().uri("/books/1")).hasStatus(403);
	}

}
