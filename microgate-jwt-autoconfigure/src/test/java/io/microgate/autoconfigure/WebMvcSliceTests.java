package io.microgate.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/**
 * A test of an application's controllers alone has Microgate's chains in front of them.
 */
@WebMvcTest
@TestPropertySource(properties = { "microgate.routes.open.paths=/open", "microgate.routes.denied.paths=/denied",
		"microgate.routes.protected.paths=/protected", "microgate.jwks.idp.provider.remote.uri=http://127.0.0.1:1/",
		"microgate.jwts.token.require-any[0].jwks-ref.name=idp", "microgate.jwts.token.expiration-required=true",
		"microgate.access-control-policies.open.target-refs[0].name=open",
		"microgate.access-control-policies.open.policies[0].authorization=",
		"microgate.access-control-policies.denied.target-refs[0].name=denied",
		"microgate.access-control-policies.denied.policies[0].authorization.deny=",
		"microgate.access-control-policies.protected.target-refs[0].name=protected",
		"microgate.access-control-policies.protected.policies[0].authorization.authentication.jwt.jwt-ref.name=token" })
class WebMvcSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void sliceWhenLoadedThenMicrogateDecides() {
		assertThat(this.mvc.get().uri("/open")).hasStatus(200).bodyText().isEqualTo("page");
		assertThat(this.mvc.get().uri("/denied")).hasStatus(403);
		assertThat(this.mvc.get().uri("/other")).hasStatus(403);
	}

	@Test
	void sliceWhenUserIsMockedThenTokenIsAskedForNevertheless() {
		assertThat(this.mvc.get().uri("/protected").with(jwt())).hasStatus(401);
		assertThat(this.mvc.get().uri("/protected").with(user("admin"))).hasStatus(401);
		assertThat(this.mvc.get().uri("/other").with(jwt())).hasStatus(403);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Shop {

	}

	@RestController
	static class Pages {

		@GetMapping({ "/open", "/denied", "/protected", "/other" })
		String page() {
			return "page";
		}

	}

}
