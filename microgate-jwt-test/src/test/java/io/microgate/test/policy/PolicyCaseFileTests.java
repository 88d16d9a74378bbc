package io.microgate.test.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One file of policy cases, run without an application and by both web stacks.
 */
class PolicyCaseFileTests {

	private static final Path CASES = Path.of("src/test/resources/policy-cases/cases.yaml");

	private static final Path CONFIGURATION = Path.of("src/test/resources/policy-cases/application.yml");

	private static final String LOCATION = "spring.config.location=classpath:policy-cases/application.yml";

	@TempDir
	private Path directory;

	@TestFactory
	Stream<DynamicNode> casesWhenNoApplicationThenAsExpected() {
		return PolicyTests.of(CONFIGURATION).cases(CASES);
	}

	@Test
	void casesWhenFileIsWrongThenAllProblems() throws IOException {
		Path file = Files.writeString(this.directory.resolve("cases.yaml"),
				"cases: [{request: GET /, token: {jwt: other}, verdict: permit}]");
		assertThatExceptionOfType(InvalidPolicyCasesException.class)
			.isThrownBy(() -> PolicyTests.of(CONFIGURATION).cases(file))
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2));
	}

	private static List<DynamicTest> cases(PolicyTests tests, String yaml, Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("cases.yaml"), "cases:\n" + yaml);
		return tests.cases(file).map(DynamicTest.class::cast).toList();
	}

	@EnableAutoConfiguration
	static class Shop {

	}

	@Nested
	@WebMvcTest(properties = LOCATION)
	@ContextConfiguration(classes = Shop.class)
	class InServletApplication {

		@Autowired
		private MockMvc mockMvc;

		@Autowired
		private PolicyTests policyTests;

		@TestFactory
		Stream<DynamicNode> casesWhenSentThenAsExpected() {
			return this.policyTests.through(this.mockMvc).cases(CASES);
		}

		@TestFactory
		Stream<DynamicNode> casesWhenNotSentThenAsExpected() {
			return this.policyTests.cases(CASES);
		}

		@Test
		void casesWhenTimeIsOtherThenEngineAloneIsAsked(@TempDir Path directory) throws IOException {
			List<DynamicTest> tests = cases(this.policyTests.through(this.mockMvc), """
					  - {name: now, request: GET /api/books, token: good, verdict: allow}
					  - {name: then, time: 2020-01-01T00:00:00Z, request: GET /api/books, token: good, verdict: allow}
					""", directory);
			assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("now", "then (engine only)");
		}

		@Test
		void testWhenApplicationDecidesOtherwiseThenFails(@TempDir Path directory) throws IOException {
			List<DynamicTest> tests = cases(this.policyTests.through(this.mockMvc),
					"""
							  - {name: in 2026, request: GET /api/books, token: {claims: {iat: 1767225600, exp: 1767225900}}, verdict: allow}
							""",
					directory);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tests.get(0).getExecutable().execute())
				.withMessageContaining(
						"The application decides otherwise. Expected: allow. Actual: deny, token.expired");
		}

	}

	@Nested
	@WebFluxTest(properties = LOCATION)
	@ContextConfiguration(classes = Shop.class)
	class InReactiveApplication {

		@Autowired
		private WebTestClient client;

		@Autowired
		private PolicyTests policyTests;

		@TestFactory
		Stream<DynamicNode> casesWhenSentThenAsExpected() {
			return this.policyTests.through(this.client).cases(CASES);
		}

	}

}
