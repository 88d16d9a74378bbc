package io.microgate.test.policy;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Runs {@link PolicyTests} in an application with WebFlux.
 */
@WebFluxTest(properties = "spring.config.location=classpath:policy-tests.yml")
class ReactivePolicyTests {

	@Autowired
	private WebTestClient client;

	@Autowired
	private PolicyTests policyTests;

	@TestFactory
	Stream<DynamicNode> sendWhenRequestIsDerivedThenApplicationDecidesAsEngine() {
		return this.policyTests.through(this.client).tests();
	}

	@SpringBootApplication
	static class Shop {

	}

}
