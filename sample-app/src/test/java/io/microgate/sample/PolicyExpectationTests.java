package io.microgate.sample;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.policy.PolicyTests;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The tests of whole policies that the documentation shows.
 */
class PolicyExpectationTests {

	@Nested
	@SpringBootTest
	@AutoConfigureMicrogateJwt
	@AutoConfigureMockMvc
	class BookstorePolicyTests {

		@TestFactory
		Stream<DynamicNode> policies(@Autowired PolicyTests policies, @Autowired MockMvc mvc) {
			return policies.through(mvc).expecting(Path.of("src/test/resources/policy-expectations.yaml")).tests();
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMicrogateJwt
	@AutoConfigureMockMvc
	class BookstoreCaseTests {

		@TestFactory
		Stream<DynamicNode> cases(@Autowired PolicyTests policies, @Autowired MockMvc mvc) {
			return policies.through(mvc).cases(Path.of("src/test/resources/policy-cases.yaml"));
		}

	}

	@Nested
	class ConfigurationTests {

		@TestFactory
		Stream<DynamicNode> policies() {
			return PolicyTests.of(Path.of("src/main/resources/application.yml"))
				.expecting(Path.of("src/test/resources/policy-expectations.yaml"))
				.tests();
		}

	}

}
