package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A path variable that a claim is compared with has a value in every match of every route
 * of the policy.
 */
class PathVariableTests {

	private static final String EQUALS = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
			  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: keys}, issuer: i}]}}
			  access-control-policies:
			    p:
			      targetRefs: [{name: first}, {name: second}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: token}}}
			            requireAll: [{jwt: {claim: {name: a, value: {extensions: {equals: {pathVariable: id}}}}}}]
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{paths: ['/a/{id}']} | ", "{paths: ['/a/{id}', '/{id}/**', '/**/{id}']} | ",
					"{paths: ['/{id:[0-9]+}/{*rest}']} | ", "{paths: ['/a/{id}', /b]} | paths[1]",
					"{paths: ['/a/{id}', '/b/{ID}']} | paths[1]", "{paths: ['/{*id}']} | paths[0]",
					"{paths: ['/a-{id}']} | paths[0]", "{paths: ['/{id}-{x}']} | paths[0]",
					"{paths: ['/{id}*']} | paths[0]", "{matches: [{path: {value: /a}}]} | matches[0]",
					"{matches: [{path: {type: Exact, value: /a}}]} | matches[0]",
					"{matches: [{path: {type: RegularExpression, value: '/(?P<id>[a-z]+)'}}]} | matches[0]",
					"{paths: ['/{id}'], matches: [{method: GET}]} | matches[0]", "{hostnames: [a.example.com]} | ``" })
	void readWhenPathVariableIsNoWholeSegmentOfEveryMatchThenProblem(String route, String match) {
		List<Problem> problems = Configurations.problems(EQUALS, """
				microgate:
				  routes:
				    first: {paths: ["/first/{id}"]}
				    second: %s
				""".formatted(route));
		assertThat(problems).hasSize((match != null) ? 1 : 0).allSatisfy((problem) -> {
			assertThat(problem.property()).isEqualTo("microgate.access-control-policies.p.policies[0].authorization."
					+ "require-all[0].jwt.claim.value.extensions.equals.path-variable");
			assertThat(problem.rule()).endsWith("but 'microgate.routes.second%s' has no such variable"
				.formatted(match.isEmpty() ? "" : "." + match));
			assertThat(problem.cure()).contains("{id}");
		});
	}

	@Test
	void readWhenRouteOfPathVariableIsUnknownThenThatAloneIsTheProblem() {
		assertThat(Configurations.problems(EQUALS, "microgate: {routes: {first: {paths: ['/first/{id}']}}}"))
			.extracting(Problem::property)
			.containsExactly("microgate.access-control-policies.p.target-refs[1].name");
	}

	@Test
	void readWhenRouteOfPathVariableIsInManifestThenProblemNamesIt(@TempDir Path directory) {
		List<Problem> problems = new ManifestDirectory(directory).with("route.yaml", """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: second}
				spec: {rules: [{matches: [{path: {value: /second}}]}]}
				""").problems(EQUALS, "microgate: {routes: {first: {paths: ['/first/{id}']}}}");
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).endsWith("extensions.equals.path-variable");
			assertThat(problem.rule()).contains("HTTPRoute 'second'");
		});
	}

}
