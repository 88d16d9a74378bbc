package io.microgate.sample;

import java.time.Instant;

import io.microgate.coverage.RouteCoverage;
import io.microgate.decision.DenyReason;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.GoodToken;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

/**
 * The tests that the documentation shows, for an application on the servlet stack.
 */
class TestingExamplesTests {

	@Nested
	@WebMvcTest
	class SliceTests {

		@Test
		void readWhenTokenIsGoodThenOk(@Autowired MockMvcTester mvc, @Autowired TestTokens tokens) {
			TestToken token = tokens.forJwt("api-token");
			assertThat(mvc.get().uri("/books/1").with(token.forMockMvc())).hasStatusOk();
			assertThat(mvc.get().uri("/books/1").with(token.expired().forMockMvc())).hasStatus(401);
			assertThat(mvc.get().uri("/books/1").with(token.signedByStranger().forMockMvc())).hasStatus(401);
		}

	}

	@Nested
	@WebMvcTest
	class MockTests {

		@Test
		@WithMockUser
		void readWhenUserIsMockedThenOk(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/books/1")).hasStatusOk();
		}

		@Test
		void addWhenMockedJwtHasClaimsThenOk(@Autowired MockMvcTester mvc) {
			assertThat(mvc.post()
				.uri("/books?title=Ubik")
				.with(jwt().jwt((token) -> token.claim("roles", "admin").claim("email_verified", true)))).hasStatusOk();
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureMicrogateJwt
	@AutoConfigureRestTestClient
	class ServerTests {

		@Test
		void basketWhenTokenIsGoodThenOk(@Autowired RestTestClient client,
				@GoodToken(jwt = "browser-token") TestToken token) {
			RestTestClient alice = client.mutate().requestInterceptor(token.forRestClient()).build();
			alice.get().uri("/basket").exchange().expectStatus().isOk();
		}

	}

	@Nested
	@WebMvcTest
	class RefusalTests {

		@Test
		void addWhenRoleIsMissingThenRefused(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "api-token", claims = "roles=reader") TestToken reader) {
			assertThatDecision(mvc.post().uri("/books").with(reader.forMockMvc()).exchange())
				.isRefusedFor(DenyReason.CLAIMS_REQUIRE_ALL);
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureMicrogateJwt(time = "2026-01-01T00:00:00Z")
	class ClockTests {

		@Test
		void readWhenTokenHasExpiredThenRefused(@Autowired MockMvcTester mvc,
				@GoodToken(jwt = "api-token") TestToken token) {
			TestToken old = token.expiresAt(Instant.parse("2025-12-31T23:00:00Z"));
			assertThat(mvc.get().uri("/books/1").with(old.forMockMvc())).hasStatus(401);
		}

	}

	@Nested
	@WebMvcTest(properties = "microgate.routes.bookstore.hostnames=api.example.com")
	@AutoConfigureMicrogateJwt(host = "api.example.com")
	class HostTests {

		@Test
		void listWhenHostIsThatOfRouteThenOk(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/books")).hasStatusOk();
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMicrogateJwt
	class CoverageTests {

		@Test
		void mappingsWhenListedThenEachHasItsPolicy(@Autowired RouteCoverage coverage) {
			coverage.assertNothingOpenBut("/", "/books", "/actuator/**");
			coverage.assertEveryMappingIsGoverned("/actuator/**");
			coverage.assertNoUnreachableEntries();
		}

	}

	@Nested
	@WebMvcTest
	class SliceCoverageTests {

		@Test
		void mappingsWhenSliceThenThoseOfItsControllers(@Autowired RouteCoverage coverage) {
			coverage.assertNothingOpenBut("/", "/books");
			coverage.assertEveryMappingIsGoverned();
			coverage.assertNoUnreachableEntries();
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureMockMvc(addFilters = false)
	class ControllerTests {

		@Test
		void readWhenWithoutFiltersThenOk(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/books/1")).hasStatusOk();
		}

	}

}
