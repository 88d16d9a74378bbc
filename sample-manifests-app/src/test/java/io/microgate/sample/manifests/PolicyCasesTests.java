package io.microgate.sample.manifests;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.policy.PolicyTests;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The manifests decide what they are meant to, without a server and without an issuer.
 */
@SpringBootTest
@AutoConfigureMicrogateJwt
@AutoConfigureWebTestClient
class PolicyCasesTests {

	@TestFactory
	Stream<DynamicNode> cases(@Autowired PolicyTests policies, @Autowired WebTestClient client) {
		return policies.through(client).cases(Path.of("src/test/resources/policy-cases.yaml"));
	}

	/** The field of a client is never what the handler sees. */
	@Test
	void basketWhenClientClaimsToBeAnotherThenHandlerSeesSubject(@Autowired WebTestClient client,
			@Autowired TestTokens tokens) {
		TestToken alice = tokens.forJwt("api-token").claim("sub", "alice");
		client.mutateWith(alice.forWebTestClient())
			.get()
			.uri("/basket")
			.header("X-User", "bob")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"owner\": \"alice\"}");
	}

}
