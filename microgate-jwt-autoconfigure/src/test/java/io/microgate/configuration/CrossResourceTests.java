package io.microgate.configuration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What resources say about each other and about the server.
 */
class CrossResourceTests {

	private static final String POLICY_ON_ADDRESS = """
			microgate:
			  routes: {a: {paths: [/a]}}
			  access-control-policies:
			    guard:
			      targetRefs: [{name: a}]
			      policies:
			        - requestConditions:
			            remoteIP: {cidrRanges: [10.0.0.0/8]}
			          authorization: {deny: {}}
			""";

	@Test
	void readWhenRouteHasNoPolicyThenProblem() {
		assertThat(Configurations.problems("microgate:\n  routes:\n    a:\n      paths: [/a]\n")).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("microgate.routes.a");
				assertThat(problem.rule()).isEqualTo("must have an access control policy");
				assertThat(problem.cure()).contains("authorization: {}");
				assertThat(Configurations.line(problem.origin())).isEqualTo(4);
			});
	}

	@Test
	void readWhenRouteHasTwoPoliciesThenProblem() {
		assertThat(Configurations.problems("""
				microgate:
				  routes: {a: {paths: [/a]}, b: {paths: [/b]}}
				  access-control-policies:
				    first: {targetRefs: [{name: a}], policies: [{authorization: {}}]}
				    second:
				      targetRefs:
				        - name: b
				        - name: a
				      policies: [{authorization: {}}]
				""")).extracting(Problem::property, Problem::rule, (problem) -> Configurations.line(problem.origin()))
			.containsExactly(tuple("microgate.access-control-policies.second.target-refs[1].name",
					"must name a route that no other policy names, but 'microgate.access-control-policies.first' does",
					8));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{paths: [/x, /a/**]}                                    | {matches: [{path: {value: /a}}]}
					{paths: [/a/**]}                                        | {matches: [{path: {type: PathPrefix, value: /a/}}]}
					{paths: [/a]}                                           | {matches: [{path: {type: Exact, value: /a}}, {method: GET}]}
					{}                                                      | {paths: [/**]}
					{hostnames: [a.example.com]}                            | {hostnames: [b.example.com, a.example.com], matches: [{path: {}}]}
					{paths: ["/{a}"]}                                       | {paths: ["/{a}"]}
					{matches: [{headers: [{name: A, value: b}, {name: c, value: d}]}]} | {matches: [{headers: [{name: C, value: d}, {name: a, value: b}]}]}
					{matches: [{path: {type: RegularExpression, value: /a}}]} | {matches: [{path: {type: RegularExpression, value: /a}}]}
					""")
	void readWhenRoutesMatchTheSameThenProblem(String first, String second) {
		assertThat(Configurations.problems(twoRoutes(first, second))).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("microgate.routes.second");
			assertThat(problem.rule()).startsWith("must match other requests than 'microgate.routes.first'");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{paths: [/a]}                                           | {paths: [/a/**]}
			{paths: [/a]}                                           | {paths: [/a/]}
			{paths: [/a]}                                           | {hostnames: [a.example.com], paths: [/a]}
			{matches: [{path: {value: /a}}]}                        | {matches: [{path: {value: /a}, method: GET}]}
			{matches: [{headers: [{name: a, value: b}]}]}           | {matches: [{queryParams: [{name: a, value: b}]}]}
			{matches: [{headers: [{name: a, value: b}]}]}           | {matches: [{headers: [{name: a, value: B}]}]}
			{matches: [{queryParams: [{name: a, value: b}]}]}       | {matches: [{queryParams: [{name: A, value: b}]}]}
			{matches: [{path: {type: RegularExpression, value: /a}}]} | {matches: [{path: {type: Exact, value: /a}}]}
			{paths: [/a, /a]}                                       | {paths: [/b]}
			""")
	void readWhenRoutesDifferThenNoProblem(String first, String second) {
		assertThat(Configurations.problems(twoRoutes(first, second))).isEmpty();
	}

	@Test
	void readWhenReferenceIsUnknownThenKnownNamesInCure() {
		assertThat(Configurations.problems("""
				microgate:
				  secrets: {b: "file:/b/", a: "file:/a/"}
				  jwks: {keys: {provider: {local: {secretRef: {name: nothing-like-it}}}}}
				""")).extracting(Problem::value, Problem::cure)
			.containsExactly(tuple("\"nothing-like-it\"", "Name one that exists. Known: a, b"));
	}

	@Test
	void readWhenReferenceIsMisspeltThenNearestNameInCure() {
		assertThat(Configurations.problems("""
				microgate:
				  secrets: {idp-keys: "file:/b/"}
				  jwks: {keys: {provider: {local: {secretRef: {name: idp-key}}}}}
				""")).extracting(Problem::cure).containsExactly("Did you mean 'idp-keys'? Known: idp-keys");
	}

	@Test
	void readWhenTargetIsMisspeltThenRouteIsNotReported() {
		assertThat(Configurations.problems("""
				microgate:
				  routes: {bookstore: {paths: [/a]}}
				  access-control-policies: {p: {targetRefs: [{name: bookstoer}], policies: [{authorization: {}}]}}
				""")).extracting(Problem::property)
			.containsExactly("microgate.access-control-policies.p.target-refs[0].name");
	}

	@Test
	void readWhenAddressIsAskedForAndPlatformForwardsThenProblem() {
		assertThat(Configurations.problems(with(Map.of("spring.main.cloud-platform", "kubernetes")))).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property())
					.isEqualTo("microgate.access-control-policies.guard.policies[0].request-conditions.remote-ip");
				assertThat(problem.rule()).contains("server.forward-headers-strategy", "KUBERNETES");
				assertThat(Configurations.line(problem.origin())).isEqualTo(8);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "native", "framework" })
	void readWhenStrategyIsSetThenNoProblem(String strategy) {
		assertThat(Configurations.problems(
				with(Map.of("spring.main.cloud-platform", "kubernetes", "server.forward-headers-strategy", strategy))))
			.isEmpty();
	}

	@Test
	void readWhenNoPlatformForwardsThenNoProblem() {
		assertThat(Configurations.problems(with(Map.of()))).isEmpty();
		assertThat(Configurations.problems(with(Map.of("spring.main.cloud-platform", "none")))).isEmpty();
	}

	private static String twoRoutes(String first, String second) {
		return """
				microgate:
				  routes:
				    first: %s
				    second: %s
				  access-control-policies:
				    p: {targetRefs: [{name: first}, {name: second}], policies: [{authorization: {}}]}
				""".formatted(first, second);
	}

	private static ConfigurableEnvironment with(Map<String, Object> properties) {
		ConfigurableEnvironment environment = Configurations.environment(POLICY_ON_ADDRESS);
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return environment;
	}

}
