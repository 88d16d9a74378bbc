package io.microgate.sample;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.microgate.test.policy.PolicyTests;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The policy decides the cases as expected, without an application.
 */
class PolicyCasesTests {

	@TestFactory
	Stream<DynamicNode> policies() {
		return PolicyTests.of(Path.of("src/main/resources/application.yml"))
			.cases(Path.of("src/test/resources/policy-cases.yaml"));
	}

}
