package io.microgate.test.token;

import java.time.Instant;

import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestTokens} in {@code @WebMvcTest}, at a fixed time.
 */
@WebMvcTest(controllers = TestTokensTests.Issued.class, properties = ClientApplication.CONFIGURATION)
@AutoConfigureMicrogateJwt(time = TestTokensTests.TIME)
class TestTokensTests {

	static final String TIME = "2020-02-02T02:02:02Z";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void requestWhenGoodTokenThenAllowedAtTimeOfTest(TestTokens tokens) {
		assertThat(this.mvc.get().uri("/bearer").with(tokens.forJwt("bearer").forMockMvc())).hasStatusOk()
			.hasBodyTextEqualTo(TIME);
	}

	@Test
	void requestWhenTokenOfTodayThenRefused(TestTokens tokens) {
		assertThat(this.mvc.get().uri("/bearer").with(tokens.forJwt("bearer").notBefore(Instant.now()).forMockMvc()))
			.hasStatus(401);
	}

	@Test
	void requestWhenExpiredOrOfStrangerThenRefused(@GoodToken(jwt = "bearer") TestToken good) {
		assertThat(this.mvc.get().uri("/bearer").with(good.expired().forMockMvc())).hasStatus(401);
		assertThat(this.mvc.get().uri("/bearer").with(good.signedByStranger().forMockMvc())).hasStatus(401);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Issued.class)
	static class Application {

	}

	@RestController
	static class Issued {

		@GetMapping("/bearer")
		String issued(@AuthenticationPrincipal Jwt jwt) {
			return jwt.getIssuedAt().toString();
		}

	}

}
