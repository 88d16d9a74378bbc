package io.microgate.test.policy;

import java.util.stream.Stream;

import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Runs {@link PolicyTests} on real ports of both stacks.
 */
class PortPolicyTests {

	private static final String LOCATION = "spring.config.location=classpath:policy-tests.yml";

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = Shop.class, properties = LOCATION)
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	class ServletPort {

		@TestFactory
		Stream<DynamicNode> sendWhenRequestIsDerivedThenApplicationDecidesAsEngine(@Autowired PolicyTests policyTests,
				@Autowired WebTestClient client) {
			return policyTests.through(client).tests();
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = Shop.class,
			properties = { LOCATION, "spring.main.web-application-type=reactive" })
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	class ReactivePort {

		@TestFactory
		Stream<DynamicNode> sendWhenRequestIsDerivedThenApplicationDecidesAsEngine(@Autowired PolicyTests policyTests,
				@Autowired WebTestClient client) {
			return policyTests.through(client).tests();
		}

	}

	@SpringBootApplication
	static class Shop {

	}

}
