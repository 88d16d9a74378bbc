package io.microgate.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockUser;

/**
 * A test of a reactive application's controllers alone has Microgate's chains in front of
 * them.
 */
@WebFluxTest
@AutoConfigureWebTestClient(timeout = "1m")
@TestPropertySource(properties = { "microgate.routes.open.paths=/open", "microgate.routes.denied.paths=/denied",
		"microgate.routes.protected.paths=/protected", "microgate.jwks.idp.provider.remote.uri=http://127.0.0.1:1/",
		"microgate.jwts.token.require-any[0].jwks-ref.name=idp", "microgate.jwts.token.expiration-required=true",
		"microgate.access-control-policies.open.target-refs[0].name=open",
		"microgate.access-control-policies.open.policies[0].authorization=",
		"microgate.access-control-policies.denied.target-refs[0].name=denied",
		"microgate.access-control-policies.denied.policies[0].authorization.deny=",
		"microgate.access-control-policies.protected.target-refs[0].name=protected",
		"microgate.access-control-policies.protected.policies[0].authorization.authentication.jwt.jwt-ref.name=token" })
class WebFluxSliceTests {

	@Autowired
	private WebTestClient client;

	private static void assertStatus(WebTestClient client, String path, int status) {
		client.get().uri(path).exchange().expectStatus().isEqualTo(status);
	}

	@Test
	void sliceWhenLoadedThenMicrogateDecides() {
		this.client.get().uri("/open").exchange().expectStatus().isOk().expectBody(String.class).isEqualTo("no user");
		assertStatus(this.client, "/denied", 403);
		assertStatus(this.client, "/protected", 401);
		assertStatus(this.client, "/other", 403);
	}

	@Test
	void sliceWhenUserIsMockedThenTokenIsAskedForNevertheless() {
		assertStatus(this.client.mutateWith(mockJwt()), "/protected", 401);
		assertStatus(this.client.mutateWith(mockUser("admin")), "/protected", 401);
		assertStatus(this.client.mutateWith(mockJwt()), "/other", 403);
	}

	@Test
	void sliceWhenUserIsMockedOnOpenRouteThenControllerHasTheUser() {
		this.client.mutateWith(mockJwt().jwt((jwt) -> jwt.subject("alice")))
			.get()
			.uri("/open")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("alice");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Shop {

	}

	@RestController
	static class Pages {

		@GetMapping({ "/open", "/denied", "/protected", "/other" })
		String page(@AuthenticationPrincipal Jwt jwt) {
			return (jwt != null) ? jwt.getSubject() : "no user";
		}

	}

}
