package io.microgate.test.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.microgate.test.token.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Tests the policies of a configuration by requests that are derived from it: for each
 * entry of a policy some that it decides, and the same with one condition not met. A bean
 * in tests of an application; {@link #of} tests files without an application. To be
 * returned by a {@code @TestFactory}.
 */
public final class PolicyTests {

	/**
	 * Writes the expectations if it is {@code write}, else they are compared. Not under
	 * {@code microgate.}, where a key that is not known stops an application.
	 */
	public static final String PROPERTY = "microgate-policy-expectations";

	private static final String ENGINE_ONLY = " (engine only)";

	private final Supplier<CaseEngine> engine;

	private final @Nullable CaseSender sender;

	private final @Nullable Path expectations;

	private final @Nullable Path byHand;

	PolicyTests(Supplier<CaseEngine> engine) {
		this(engine, null, null, null);
	}

	private PolicyTests(Supplier<CaseEngine> engine, @Nullable CaseSender sender, @Nullable Path expectations,
			@Nullable Path byHand) {
		this.engine = engine;
		this.sender = sender;
		this.expectations = expectations;
		this.byHand = byHand;
	}

	/**
	 * Tests the configuration in files as an application with these files would read it.
	 * @param files configuration files of Spring Boot, manifests, and directories of
	 * manifests
	 * @return tests that need {@link #expecting}
	 */
	public static PolicyTests of(Path... files) {
		return new PolicyTests(() -> TestedFiles.engine(List.of(files), new TestKeys()));
	}

	/**
	 * Sends the requests to the application as well, whose decisions count then.
	 * @param mockMvc the client
	 * @return the tests
	 */
	public PolicyTests through(MockMvc mockMvc) {
		return new PolicyTests(this.engine, new MockMvcCaseSender(mockMvc), this.expectations, this.byHand);
	}

	/**
	 * Sends the requests to the application as well, whose decisions count then.
	 * @param client the client of the context
	 * @return the tests
	 */
	public PolicyTests through(WebTestClient client) {
		return new PolicyTests(this.engine, new WebTestClientCaseSender(client), this.expectations, this.byHand);
	}

	/**
	 * Compares the decisions with those that are recorded in a file.
	 * @param file policy cases, such as {@code policy-expectations.yaml}; written when
	 * the system property {@value #PROPERTY} is {@code write}
	 * @return the tests
	 */
	public PolicyTests expecting(Path file) {
		return new PolicyTests(this.engine, this.sender, file, this.byHand);
	}

	/**
	 * Counts policy cases that are written by hand, where no request is found that an
	 * entry allows. They are tested by {@link #cases}.
	 * @param file policy cases, such as {@code policy-cases.yaml}
	 * @return the tests
	 */
	public PolicyTests completedBy(Path file) {
		return new PolicyTests(this.engine, this.sender, this.expectations, file);
	}

	/**
	 * Makes the tests: a container for each entry of a policy on a route, a test for each
	 * request. With {@link #expecting} the recorded requests are sent, else those that
	 * are derived now, and the application has to decide as the engine does.
	 * @return the tests
	 * @throws IllegalStateException if there is nothing to compare decisions with
	 */
	public Stream<DynamicNode> tests() {
		if (this.expectations == null && this.sender == null) {
			throw new IllegalStateException("Name a file by expecting(..), or a client by through(..)");
		}
		CaseEngine started = this.engine.get();
		if (started.configuration().properties().routes().isEmpty()) {
			return Stream.of(DerivationTests.failing("the configuration has a route",
					"The configuration has no route: is this the right file?"));
		}
		DerivedCases derived = CaseDerivation.derive(started);
		List<PolicyCase> ofHand = (this.byHand != null) ? PolicyCases.read(this.byHand, started.configuration()).cases()
				: List.of();
		List<DynamicNode> nodes = new ArrayList<>((this.expectations != null)
				? expected(started, derived, this.expectations) : tests(started, derived.cases()));
		nodes.addAll(new DerivationTests(started, derived).of(ofHand));
		return nodes.stream();
	}

	private List<DynamicNode> expected(CaseEngine started, DerivedCases derived, Path file) {
		List<DynamicNode> nodes = new ArrayList<>();
		if ("write".equals(System.getProperty(PROPERTY))) {
			nodes.addAll(tests(started, derived.cases()));
			nodes.add(new ExpectationFile(file, System.getenv("CI")).write(derived));
		}
		else if (!Files.exists(file)) {
			nodes.add(DerivationTests.failing(file + " is written",
					"There is no file '%s'. %s".formatted(file, ExpectationTests.howToWrite())));
		}
		else {
			List<PolicyCase> recorded = PolicyCasesReader.readExpectations(file).cases();
			nodes.addAll(tests(started, recorded));
			nodes.addAll(new ExpectationTests(recorded, derived.cases()).all());
		}
		return nodes;
	}

	/**
	 * Makes a test of each policy case in a file, which {@code microgate-jwt-check test}
	 * reads as well. With {@link #through} the application has to decide as the case
	 * expects, too, unless the case has a time that the application does not have.
	 * @param file policy cases as YAML
	 * @return the tests
	 * @throws InvalidPolicyCasesException if the file cannot be used
	 */
	public Stream<DynamicNode> cases(Path file) {
		CaseEngine started = this.engine.get();
		CaseCheck check = new CaseCheck(started, this.sender);
		return PolicyCaseTests
			.of(PolicyCases.read(file, started.configuration()),
					(policyCase) -> policyCase.title() + (check.isSentAtItsTime(policyCase) ? "" : ENGINE_ONLY),
					check::requireAtItsTime)
			.map(DynamicNode.class::cast);
	}

	private List<DynamicNode> tests(CaseEngine started, List<PolicyCase> cases) {
		CaseCheck check = new CaseCheck(started, this.sender);
		Map<String, List<DynamicTest>> groups = new LinkedHashMap<>();
		for (PolicyCase policyCase : cases) {
			String group = Objects.requireNonNullElse(policyCase.group(), "cases");
			groups.computeIfAbsent(group, (key) -> new ArrayList<>())
				.add(DynamicTest.dynamicTest("%s -> %s%s".formatted(policyCase.titleInGroup(), policyCase.expected(),
						check.isSent(policyCase) ? "" : ENGINE_ONLY), () -> check.require(policyCase)));
		}
		List<DynamicNode> nodes = new ArrayList<>();
		groups.forEach((name, tests) -> nodes.add(DynamicContainer.dynamicContainer(name, tests)));
		return nodes;
	}

}
