package io.microgate.test.refusal;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockUser;

/**
 * Tests for {@link RefusalMessageTests} of WebFlux without a server.
 */
@SpringBootTest(classes = RefusalApplication.class,
		properties = { RefusalApplication.CONFIGURATION, "spring.main.web-application-type=reactive" })
@AutoConfigureWebTestClient
class ReactiveMockRefusalMessageTests extends RefusalMessageTests {

	@Override
	String hostWithoutAnnotation() {
		return "none";
	}

	@Override
	int expectedClients() {
		return 1;
	}

	/** Issuer, audience and times of a mocked token are not checked. */
	@Test
	void assertionWhenTokenIsMockedThenComparesItsClaims(@Autowired WebTestClient client) {
		requireAssumed(decision(client, mockJwt().jwt((token) -> token.claim("roles", "reader"))),
				"claim 'roles' that is 'admin'; the token has \"reader\"");
	}

	@Test
	void assertionWhenUserIsMockedThenMeetsNoClaim(@Autowired WebTestClient client) {
		requireAssumed(decision(client, mockUser("admin")), "claim 'roles' that is 'admin'");
	}

	private static DecisionAssert decision(WebTestClient client, WebTestClientConfigurer user) {
		return assertThatDecision(
				client.mutateWith(user).get().uri("/refusals/books").exchange().expectBody().returnResult());
	}

}
