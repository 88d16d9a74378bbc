package io.microgate.test.refusal;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/**
 * Tests for {@link RefusalMessageTests} of Spring MVC without a server.
 */
@SpringBootTest(classes = RefusalApplication.class,
		properties = { RefusalApplication.CONFIGURATION, "spring.main.web-application-type=servlet" })
@AutoConfigureMockMvc
@AutoConfigureWebTestClient
@AutoConfigureRestTestClient
class ServletMockRefusalMessageTests extends RefusalMessageTests {

	@Override
	int expectedClients() {
		return 4;
	}

	/** Issuer, audience and times of a mocked token are not checked. */
	@Test
	void assertionWhenTokenIsMockedThenComparesItsClaims(@Autowired MockMvcTester mvc) {
		requireAssumed(assertThatDecision(mvc.get()
			.uri("/refusals/books")
			.with(jwt().jwt((token) -> token.claim("roles", "reader").expiresAt(Instant.EPOCH)))
			.exchange()), "claim 'roles' that is 'admin'; the token has \"reader\"");
	}

	@Test
	void assertionWhenUserIsMockedThenMeetsNoClaim(@Autowired MockMvcTester mvc) {
		requireAssumed(assertThatDecision(mvc.get().uri("/refusals/books").with(user("admin")).exchange()),
				"claim 'roles' that is 'admin'");
	}

	@Test
	void messageWhenUserIsMockedThenSaysThatItHasNoClaims(@Autowired MockMvcTester mvc) {
		DecisionAssert decision = assertThatDecision(mvc.get().uri("/refusals/books").with(user("admin")).exchange());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(decision::isAllowed)
			.withMessageContaining("by entry 0 of policy 'books' (")
			.withMessageContaining("A mocked user without a Jwt has no claims. Mock one with jwt()");
		DecisionAssert ofToken = assertThatDecision(mvc.get().uri("/refusals/books").with(jwt()).exchange());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(ofToken::isAllowed)
			.satisfies((failure) -> assertThat(failure).message().doesNotContain("without a Jwt"));
	}

}
