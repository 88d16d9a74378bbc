package io.microgate.configuration;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every rule of the resources, broken once: one problem with place, rule and line.
 */
class RejectionTests {

	private static final String FRAME = """
			microgate:
			  secrets: {mounted: "file:/etc/keys/"}
			  jwks: {base: {provider: {local: {secretRef: {name: mounted}}}}}
			  jwts: {base: {requireAny: [{jwksRef: {name: base}}], expirationRequired: true}}
			  routes: {base: {paths: [/base/**]}}
			  access-control-policies:
			    base: {targetRefs: [{name: base}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String PROPAGATIONS = """
			microgate:
			  identity-propagations:
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			    user-again: {header: {name: x_user, value: {source: {jwt: {}}}}}
			    bearer: {bearerToken: {source: {jwt: {}}}}
			    bearer-again: {header: {name: authorization, value: {source: {jwt: {}}}}}
			""";

	private static final String FREE_ROUTE = "microgate: {routes: {free: {paths: [/free/**]}}}";

	private static final String FREE_POLICY = """
			microgate:
			  access-control-policies:
			    guard: {targetRefs: [{name: free}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String BASE_RESOURCE = """
			microgate:
			  protected-resources:
			    base: {resource: "https://api.example.com/base", routeRefs: [{name: base}], metadataUri: "https://docs.example.com/a?b"}
			""";

	@Test
	void readWhenFrameThenNoProblem() {
		assertThat(Configurations.problems(BASE_RESOURCE, FREE_POLICY, FREE_ROUTE, PROPAGATIONS, FRAME)).isEmpty();
	}

	static Stream<Arguments> jwks() {
		return RejectionTable.of("jwks");
	}

	@ParameterizedTest
	@MethodSource
	void jwks(String place, String rule, String spec) {
		assertOneProblem("jwks.keys", place, rule, spec, FRAME);
	}

	static Stream<Arguments> jwksFetch() {
		return RejectionTable.of("jwks-fetch");
	}

	@ParameterizedTest
	@MethodSource
	void jwksFetch(String place, String rule, String spec) {
		assertOneProblem("jwks.keys", place, rule, spec, FRAME);
		assertThat(new InvalidConfigurationException(problems("jwks.keys", spec, FRAME)).getMessage())
			.doesNotContain("pass-w", "123456");
	}

	static Stream<Arguments> jwts() {
		return RejectionTable.of("jwts");
	}

	@ParameterizedTest
	@MethodSource
	void jwts(String place, String rule, String spec) {
		assertOneProblem("jwts.token", place, rule, spec, FRAME);
	}

	static Stream<Arguments> accessControlPolicies() {
		return RejectionTable.of("access-control-policies");
	}

	@ParameterizedTest
	@MethodSource
	void accessControlPolicies(String place, String rule, String spec) {
		assertOneProblem("access-control-policies.guard", place, rule, spec, FREE_ROUTE, PROPAGATIONS, FRAME);
	}

	static Stream<Arguments> identityPropagations() {
		return RejectionTable.of("identity-propagations");
	}

	@ParameterizedTest
	@MethodSource
	void identityPropagations(String place, String rule, String spec) {
		assertOneProblem("identity-propagations.client", place, rule, spec, FRAME);
	}

	static Stream<Arguments> routes() {
		return RejectionTable.of("routes");
	}

	@ParameterizedTest
	@MethodSource
	void routes(String place, String rule, String spec) {
		assertOneProblem("routes.free", place, rule, spec, FREE_POLICY, FRAME);
	}

	static Stream<Arguments> protectedResources() {
		return RejectionTable.of("protected-resources");
	}

	@ParameterizedTest
	@MethodSource
	void protectedResources(String place, String rule, String spec) {
		assertOneProblem("protected-resources.free", place, rule, spec, BASE_RESOURCE, FREE_POLICY, FREE_ROUTE, FRAME);
	}

	static Stream<Arguments> challengeRealm() {
		return RejectionTable.of("challenge-realm");
	}

	@ParameterizedTest
	@MethodSource
	void challengeRealm(String place, String rule, String value) {
		assertOneProblem("challenge.realm", place, rule, value, FRAME);
	}

	private static void assertOneProblem(String resource, String place, String rule, String spec, String... frame) {
		List<Problem> problems = problems(resource, spec, frame);
		assertThat(problems).hasSize(1);
		Problem problem = problems.get(0);
		assertThat(problem.property()).isEqualTo("microgate." + resource + (place.equals(".") ? "" : "." + place));
		assertThat(problem.rule()).contains(rule);
		assertThat(problem.cure()).isNotBlank();
		assertThat(problem.origin()).hasToString("Byte array resource [document-0] - %d:%d"
			.formatted(RejectionTable.markedLine(yaml(resource, spec)), column(problem)));
	}

	private static List<Problem> problems(String resource, String spec, String... frame) {
		return Configurations
			.problems(Stream.concat(Stream.of(yaml(resource, spec)), Stream.of(frame)).toArray(String[]::new));
	}

	static String yaml(String resource, String spec) {
		String[] keys = resource.split("\\.");
		return "microgate:\n  %s:\n    %s:\n%s".formatted(keys[0], keys[1], spec.indent(6));
	}

	private static int column(Problem problem) {
		String origin = String.valueOf(problem.origin());
		return Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
	}

}
