package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What start-up says of routes that take requests of each other, and of entries that no
 * request can reach. A route is written as its match, with {@code ~} for a regular
 * expression and {@code ^} for a prefix.
 */
class RouteOrderTests {

	private static final String DENY = "{deny: {}}";

	private static final String OPEN = "{}";

	private static final String TOKEN = "{authentication: {jwt: {jwtRef: {name: token}}}}";

	private static final String ADMIN = "{authentication: {jwt: {jwtRef: {name: token}}},"
			+ " requireAll: [{jwt: {claim: {name: admin}}}]}";

	@ParameterizedTest
	@CsvSource({ "~/api/.*, /api/admin/**", "~/api/.*, ^/api/admin", "~.*, /{a}/{b}", "~/api/[^/]+, /api/{x}",
			"~/api/admin/.*, ^/api", "~(?i)/API.*, /api/**", "~/api/(users|admin)/.*, /api/admin/**" })
	void checkWhenExpressionTakesPathsOfStricterRouteThenProblem(String expression, String other) {
		assertThat(problems(expression, OPEN, other, DENY)).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("microgate.routes.a.matches[0]");
			assertThat(problem.rule()).startsWith("must not take paths of 'microgate.routes.b");
		});
		assertThat(problems(expression, TOKEN, other, DENY)).hasSize(1);
		assertThat(problems(expression, OPEN, other, TOKEN)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "~/api/admin/[0-9]{7}, /api/admin/**", "~/api/\\pL+/x, /api/**", "~/x/[0-9]{60}/y, '/x/{v:[0-9]+}/y'",
			"~/x/[a-f0-9-]{36}, /x/*", "~(?i)/API/ADMIN/?, /api/admin/**" })
	void checkWhenPathOfBothIsHardToFindThenProblem(String expression, String other) {
		assertThat(problems(expression, OPEN, other, DENY)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "~/api/[0-9]+/x, /api/admin/**", "~/api/v[0-9]/.*, /api/admin/**", "~/[a-y]+, /z/**",
			"~/api/[^/]{3}, /api/admin/**" })
	void checkWhenThereIsNoPathOfBothThenFine(String expression, String other) {
		assertThat(problems(expression, OPEN, other, DENY)).isEmpty();
		assertThat(warnings(expression, OPEN, other, DENY)).isEmpty();
	}

	@Test
	void checkWhenOtherPolicyAsksForMoreInPartThenProblem() {
		String routes = route("a", "~/api/.*") + route("b", "/api/admin/**");
		String open = policy("a", "{authorization: {}}");
		assertThat(Configurations.problems(yaml(routes, open + policy("b",
				"{requestConditions: {method: [GET]}, authorization: {deny: {}}}", "{authorization: {}}"))))
			.hasSize(1);
		assertThat(Configurations.problems(yaml(routes,
				open + policy("b", "{requestConditions: {path: {matcher: {suffix: /keys}}}, authorization: {deny: {}}}",
						"{authorization: {}}"))))
			.hasSize(1);
		assertThat(Configurations.problems(yaml(routes,
				open + policy("b", "{requestConditions: {path: {matcher: {exact: /other}}}, authorization: {deny: {}}}",
						"{authorization: {}}"))))
			.isEmpty();
	}

	@Test
	void checkWhenBothPoliciesAskForTheSameInPartThenFine() {
		String denied = "{requestConditions: {header: {name: {matcher: {exact: x}}}}, authorization: {deny: {}}}";
		assertThat(Configurations.problems(yaml(route("a", "~/api/.*") + route("b", "/api/admin/**"),
				policy("a", denied, "{authorization: {}}") + policy("b", denied, "{authorization: {}}"))))
			.isEmpty();
	}

	@Test
	void warningsWhenHostPutsTheBroaderRouteFirstThenWinnerIsNamed() {
		String policies = policy("a", "{authorization: {}}") + policy("b", "{authorization: {deny: {}}}");
		assertThat(warnings(
				Configurations.environment(yaml("a: {hostnames: [localhost]}, " + route("b", "/admin/**"), policies))))
			.singleElement()
			.asString()
			.contains("'microgate.routes.a'", "'microgate.routes.b.paths[0]'", "'a' comes first");
		assertThat(warnings(Configurations
			.environment(yaml("a: {hostnames: [localhost], paths: [/admin/x]}, " + route("b", "/admin/**"), policies))))
			.isEmpty();
	}

	@Test
	void warningsWhenMethodPutsOneOfTheSamePathFirstThenWinnerIsNamed() {
		String routes = "a: {matches: [{path: {value: /a}, method: GET}]},"
				+ " b: {matches: [{path: {value: /a}, headers: [{name: X-Internal, value: '1'}]}]}, ";
		String policies = policy("a", "{authorization: {}}") + policy("b", "{authorization: {deny: {}}}");
		assertThat(warnings(Configurations.environment(yaml(routes, policies)))).singleElement()
			.asString()
			.contains("'a' comes first");
	}

	@ParameterizedTest
	@CsvSource({ "~/api/.*, /other/**", "~/api, /api/x/**", "~/api/[^/]+, /api/{x}/{y}", "~/api/.*, =/api/admin" })
	void checkWhenExpressionTakesNoneOfThosePathsThenFine(String expression, String other) {
		assertThat(problems(expression, OPEN, other, DENY)).isEmpty();
	}

	@Test
	void checkWhenOtherRouteAsksForNoMoreThenFine() {
		assertThat(problems("~/api/.*", DENY, "/api/**", OPEN)).isEmpty();
		assertThat(problems("~/api/.*", TOKEN, "/api/**", OPEN)).isEmpty();
		assertThat(problems("~/api/.*", ADMIN, "/api/**", TOKEN)).isEmpty();
		assertThat(problems("~/api/.*", TOKEN, "/api/**", ADMIN)).isEmpty();
	}

	@Test
	void checkWhenOnlyAnotherEntryOfTheRouteIsOpenThenFine() {
		String policies = policy("a", "{requestConditions: {path: {matcher: {exact: /api/public}}}, authorization: {}}",
				"{authorization: %s}".formatted(TOKEN)) + policy("b", "{authorization: %s}".formatted(TOKEN));
		String routes = route("a", "~/api/(public|users)") + route("b", "/api/users/**");
		assertThat(Configurations.problems(yaml(routes, policies))).isEmpty();
	}

	@Test
	void checkWhenInManifestThenWarning(@TempDir Path directory) {
		ManifestDirectory manifests = new ManifestDirectory(directory).with("routes.yaml", """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: expression}
				spec: {rules: [{matches: [{path: {type: RegularExpression, value: "/api/.*"}}]}]}
				---
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: admin}
				spec: {rules: [{matches: [{path: {value: "/api/admin"}}]}]}
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: open}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: expression}]
				  policies: [{authorization: {}}]
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: closed}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: admin}]
				  policies: [{authorization: {deny: {}}}]
				""");
		assertThat(warnings(manifests.environment())).singleElement()
			.asString()
			.startsWith("HTTPRoute 'expression'")
			.contains("takes paths of HTTPRoute 'admin'");
	}

	@ParameterizedTest
	@CsvSource({ "/api/{tenant}/admin/**, /api/acme/**, b", "/a/{x}/c, /{y}/b/c, a", "/a/b*/**, /a/*cd/**, b",
			"/**/b, /a/**, b", "/a/{x}-{y}, /a/bc{z}, b", "/{a}/{b}, /admin/**, b" })
	void warningsWhenNeitherContainsTheOtherThenWinnerIsNamed(String one, String other, String winner) {
		assertThat(warnings(one, TOKEN, other, ADMIN)).singleElement()
			.asString()
			.contains("share paths, and their policies differ: '" + winner + "' comes first");
		assertThat(warnings(one, TOKEN, other, TOKEN)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/api/**, /api/admin/**", "^/, /a/{x}", "/a/{x}/c, /a/{y}/d", "=/a, /a/**", "/a*, /b*",
			"/a/*.html, /a/*.txt", "/a/{x}, /a/{x}/**", "/a/{x}/{y}, /a/{x}/b" })
	void warningsWhenOneContainsTheOtherOrNoneIsSharedThenNothing(String one, String other) {
		assertThat(warnings(one, TOKEN, other, ADMIN)).isEmpty();
		assertThat(warnings(other, TOKEN, one, ADMIN)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "~.*, /a/{x}", "~/a/.*, /a/b/{x}", "/**/b, /**/{x}/b", "/a/*, /a/{x}" })
	void warningsWhenWinnerTakesAllThenLoserIsUnreachable(String winner, String loser) {
		assertThat(warnings(winner, TOKEN, loser, TOKEN)).singleElement()
			.asString()
			.startsWith("'microgate.routes.b")
			.contains("can never be reached: 'microgate.routes.a");
	}

	@Test
	void warningsWhenWinnerAsksForMoreThenLoserIsReachable() {
		String routes = "a: {matches: [{path: {type: RegularExpression, value: '/a/.*'}, method: GET}]}, "
				+ route("b", "/a/{x}");
		String policies = policy("a", "{authorization: %s}".formatted(TOKEN))
				+ policy("b", "{authorization: %s}".formatted(TOKEN));
		assertThat(warnings(Configurations.environment(yaml(routes, policies)))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/a/b*/**, /a/*c/**", "/a/{x}-{y}, /a/b{z}", "~/a/b.*, ~/a/.*c" })
	void warningsWhenOnlyNamesDecideBetweenPatternsThenBothAreNamed(String one, String other) {
		assertThat(warnings(one, TOKEN, other, ADMIN)).singleElement()
			.asString()
			.contains("nothing but the names of the routes says that 'a' comes first");
	}

	@Test
	void checkWhenTokenIsOptionalThenAsOfAnOpenRoute() {
		String optional = TOKEN.replace("{name: token}", "{name: token}, extensions: {optional: true}");
		assertThat(problems("~/api/.*", optional, "/api/admin/**", TOKEN)).hasSize(1);
		assertThat(problems("~/api/.*", optional, "/api/admin/**", optional)).isEmpty();
		assertThat(problems("~/api/.*", TOKEN, "/api/admin/**", optional)).isEmpty();
		assertThat(problems("~/api/.*", OPEN, "/api/admin/**", optional)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'/a/{x}-{y}/{id}', '/a/b{z}/{id}', 0", "'/a/{x}-{y}/{id}', '/a/b{z}/{id}/**', 0",
			"'/{id}/{x}-{y}', '/{x}/b{id2}/{id}', 0", "'/{id}/{x}-{y}/{z}', '/{x}/b{y}/{id}', 1" })
	void warningsWhenPathVariableIsAnotherSegmentThenPoliciesDiffer(String one, String other, int warnings) {
		String equal = TOKEN.substring(0, TOKEN.length() - 1)
				+ ", requireAll: [{jwt: {claim: {name: a, value: {extensions: {equals: {pathVariable: id}}}}}}]}";
		assertThat(warnings(one, equal, other, equal)).hasSize(warnings)
			.allMatch((warning) -> warning.contains("'a' comes first"));
	}

	@ParameterizedTest
	@CsvSource({ "/api/{id}/**, /{id}/x/{y}, 1", "/t/{id}/**, /**/tail/{id}, 1", "/a/{id}, /{id}/{y}, 1",
			"/t/{id}, /t/{id}/**, 0", "/t/{id}/x, /u/{y}/{id}, 0", "/{y}/{id}/a, /b/{id}/{y}, 0" })
	void warningsWhenPathVariableIsAnotherSegmentInSameRouteThenBothAreNamed(String one, String other, int warnings) {
		String equal = TOKEN.substring(0, TOKEN.length() - 1)
				+ ", requireAll: [{jwt: {claim: {name: a, value: {extensions: {equals: {pathVariable: id}}}}}}]}";
		String routes = "a: {paths: ['%s', '%s']}, ".formatted(one, other);
		assertThat(
				warnings(Configurations.environment(yaml(routes, policy("a", "{authorization: %s}".formatted(equal))))))
			.hasSize(warnings)
			.allMatch((warning) -> warning.contains("'microgate.routes.a.paths[0]' (pattern " + one + ")")
					&& warning.contains("'microgate.routes.a.paths[1]' (pattern " + other + ")")
					&& warning.contains("is another segment in each"));
		assertThat(
				warnings(Configurations.environment(yaml(routes, policy("a", "{authorization: %s}".formatted(TOKEN))))))
			.isEmpty();
	}

	@Test
	void warningsWhenOnlyNamesDecideThenBothAreNamed() {
		String routes = "a: {matches: [{path: {type: Exact, value: /x}, headers: [{name: one, value: '1'}]}]},"
				+ " b: {matches: [{path: {type: Exact, value: /x}, headers: [{name: two, value: '1'}]}]}, ";
		String policies = policy("a", "{authorization: %s}".formatted(TOKEN))
				+ policy("b", "{authorization: %s}".formatted(ADMIN));
		assertThat(warnings(Configurations.environment(yaml(routes, policies)))).singleElement()
			.asString()
			.contains("nothing but the names of the routes says that 'a' comes first");
	}

	@Test
	void warningsWhenEntryIsTakenByEarlierThenUnreachable() {
		String policies = policy("a",
				"{requestConditions: {path: {matcher: {prefix: /a}}}, authorization: %s}".formatted(TOKEN),
				"{requestConditions: {path: {matcher: {exact: /a/b}}}, authorization: %s}".formatted(DENY),
				"{authorization: %s}".formatted(TOKEN));
		assertThat(warnings(Configurations.environment(yaml(route("a", "/**"), policies)))).singleElement()
			.asString()
			.startsWith("'microgate.access-control-policies.a.policies[1]' can never be reached: an earlier entry");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exact: /b", "prefix: /b/", "regex: '^/b'" })
	void warningsWhenEntryIsForNoPathOfItsRoutesThenUnreachable(String matcher) {
		String policies = policy("a",
				"{requestConditions: {path: {matcher: {%s}}}, authorization: %s}".formatted(matcher, DENY),
				"{authorization: %s}".formatted(TOKEN));
		assertThat(warnings(Configurations.environment(yaml(route("a", "/a/**"), policies)))).singleElement()
			.asString()
			.startsWith(
					"'microgate.access-control-policies.a.policies[0]' can never be reached: no path of its routes");
	}

	@Test
	void warningsWhenPatternIsOnlyForTrailingSlashThenSaid() {
		assertThat(warnings("/a/{p}/y/", DENY, "/literal/", DENY)).singleElement()
			.asString()
			.startsWith("'microgate.routes.a.paths[0]' is only for paths that end in a slash");
	}

	@ParameterizedTest
	@ValueSource(strings = { "suffix: /", "exact: /a/b/", "suffix: b/" })
	void warningsWhenEntryIsOnlyForTrailingSlashThenSaid(String matcher) {
		String policies = policy("a",
				"{requestConditions: {path: {matcher: {%s}}}, authorization: %s}".formatted(matcher, DENY),
				"{authorization: %s}".formatted(TOKEN));
		assertThat(warnings(Configurations.environment(yaml(route("a", "/**"), policies)))).singleElement()
			.asString()
			.contains("is only for paths that end in a slash");
	}

	@Test
	void warningsWhenThousandsOfRoutesOverlapThenSomeAreNamedAndTheRestIsCounted() {
		String routes = IntStream.range(0, 3_000)
			.mapToObj((i) -> "r%d: {paths: ['/{tenant}/r%d/**']}, ".formatted(i, i))
			.collect(Collectors.joining()) + route("a", "/x/{y}");
		String policies = IntStream.range(0, 188)
			.mapToObj((i) -> "p%d: {targetRefs: [%s], policies: [{authorization: %s}]}, ".formatted(i,
					IntStream.range(i * 16, Math.min(3_000, (i + 1) * 16))
						.mapToObj("{name: r%d}"::formatted)
						.collect(Collectors.joining(", ")),
					TOKEN))
			.collect(Collectors.joining());
		List<String> warnings = warnings(Configurations
			.environment(yaml(routes, policies + policy("a", "{authorization: %s}".formatted(ADMIN)))));
		assertThat(warnings).hasSize(51);
		assertThat(warnings.subList(0, 50)).allMatch((warning) -> warning.contains("'a' comes first"));
		assertThat(warnings.get(50)).contains("2950 more");
	}

	private static List<Problem> problems(String one, String policyOfOne, String other, String policyOfOther) {
		return Configurations.problems(yaml(one, policyOfOne, other, policyOfOther));
	}

	private static List<String> warnings(String one, String policyOfOne, String other, String policyOfOther) {
		return warnings(Configurations.environment(yaml(one, policyOfOne, other, policyOfOther)));
	}

	private static List<String> warnings(ConfigurableEnvironment environment) {
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment)
			.stream()
			.filter((warning) -> !warning.contains("is open") && !warning.contains("is not anchored"))
			.toList();
	}

	private static String yaml(String one, String policyOfOne, String other, String policyOfOther) {
		return yaml(route("a", one) + route("b", other), policy("a", "{authorization: %s}".formatted(policyOfOne))
				+ policy("b", "{authorization: %s}".formatted(policyOfOther)));
	}

	private static String yaml(String routes, String policies) {
		return """
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: keys}, issuer: i}]}}
				  routes: {%s}
				  accessControlPolicies: {%s}
				""".formatted(routes, policies);
	}

	private static String route(String name, String match) {
		String text = match.substring(1);
		return name + ": " + switch (match.charAt(0)) {
			case '=' -> "{matches: [{path: {type: Exact, value: '%s'}}]}".formatted(text);
			case '^' -> "{matches: [{path: {type: PathPrefix, value: '%s'}}]}".formatted(text);
			case '~' -> "{matches: [{path: {type: RegularExpression, value: '%s'}}]}".formatted(text);
			default -> "{paths: ['%s']}".formatted(match);
		} + ", ";
	}

	private static String policy(String name, String... entries) {
		return "%s: {targetRefs: [{name: %s}], policies: [%s]}, ".formatted(name, name, String.join(", ", entries));
	}

}
