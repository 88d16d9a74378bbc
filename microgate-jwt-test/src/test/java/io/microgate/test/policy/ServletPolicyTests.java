package io.microgate.test.policy;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Runs {@link PolicyTests} in an application with MVC.
 */
@WebMvcTest(properties = "spring.config.location=classpath:policy-tests.yml")
class ServletPolicyTests {

	@Autowired
	private MockMvc mockMvc;

	@Autowired
	private PolicyTests policyTests;

	@TestFactory
	Stream<DynamicNode> sendWhenRequestIsDerivedThenApplicationDecidesAsEngine() {
		return this.policyTests.through(this.mockMvc).tests();
	}

	@SpringBootApplication
	static class Shop {

	}

}
