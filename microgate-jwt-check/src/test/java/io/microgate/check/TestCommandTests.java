package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestCommand}.
 */
class TestCommandTests {

	private static final String YAML = """
			microgate:
			  routes: {api: {paths: ["${base:/api}/**"]}}
			  secrets: {keys: "file:/nowhere/"}
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.invalid/jwks.json"}}}
			    local: {provider: {local: {secretRef: {name: keys}}}}
			  jwts:
			    shop:
			      requireAny:
			        - {jwksRef: {name: local}, issuer: "https://idp.example.com", audiences: [shop]}
			        - {jwksRef: {name: idp}, issuer: "https://other.example.com", audiences: [shop]}
			      expirationRequired: true
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {method: [DELETE]}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			""";

	private static final String GOOD = """
			cases:
			  - {name: readers read, request: GET /api/books, token: good, verdict: allow}
			  - {name: administrators delete, request: DELETE /api/books, claims: {roles: admin}, verdict: allow}
			  - {name: others do not, request: DELETE /api/books, claims: {roles: reader}, verdict: deny, reason: claims.require_all}
			  - {name: strangers do not, request: DELETE /api/books, token: stranger, verdict: deny, reason: token.signature}
			""";

	private static final String BAD = """
			cases:
			  - {name: good, request: GET /api/books, token: good, verdict: allow}
			  - {name: "not\\e[31m as expected", request: DELETE /api/books, claims: {roles: secret-role}, verdict: allow}
			  - {request: GET /api/books, token: good, verdict: deny}
			""";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private Path yaml;

	@BeforeEach
	void writeConfiguration() throws IOException {
		this.yaml = write("application.yml", YAML);
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	private int run(Object... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "test";
		for (int i = 0; i < arguments.length; i++) {
			all[i + 1] = arguments[i].toString();
		}
		return new CheckCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(all);
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	@Test
	void runWhenAllAsExpectedThenZeroAndOneLine() throws IOException {
		assertThat(run(write("cases.yaml", GOOD), this.yaml)).isZero();
		assertThat(out()).isEqualToIgnoringNewLines("4 cases, all are decided as expected");
		assertThat(err()).isEmpty();
	}

	@Test
	void runWhenOtherwiseThenOneAndEachWithBothVerdictsAndPlaces() throws IOException {
		Path cases = write("cases.yaml", BAD);
		assertThat(run(cases, this.yaml)).isOne();
		assertThat(out().lines()).containsExactly("not\\u001b[31m as expected (%s:3)".formatted(cases),
				"  Request   DELETE /api/books", "  Expected  allow",
				"  Actual    deny, claims.require_all (%s:20)".formatted(this.yaml),
				"            Entry 0 of policy 'api' expects claim 'roles' that is 'admin'",
				"  Change    Use a token with claim 'roles' that is 'admin' (%s:20)".formatted(this.yaml),
				"GET /api/books with a good token (%s:4)".formatted(cases), "  Request   GET /api/books",
				"  Expected  deny", "  Actual    allow (%s:21)".formatted(this.yaml),
				"            Entry 1 of policy 'api' allows the request", "3 cases, 2 are not decided as expected");
		assertThat(err()).isEmpty();
	}

	@Test
	void runWhenJsonThenFailuresWithExplanations() throws IOException {
		Path cases = write("cases.yaml", BAD);
		assertThat(run(cases, "--format=json", this.yaml)).isOne();
		JsonNode report = new JsonMapper().readTree(out());
		assertThat(report.propertyNames()).containsExactly("cases", "failures");
		assertThat(report.path("cases").intValue()).isEqualTo(3);
		JsonNode failure = report.path("failures").path(0);
		assertThat(failure.propertyNames()).containsExactly("name", "place", "expected", "actual", "explanation");
		assertThat(failure.path("place").stringValue()).isEqualTo(cases + ":3");
		assertThat(failure.path("expected").stringValue()).isEqualTo("allow");
		assertThat(failure.path("actual").stringValue()).isEqualTo("deny, claims.require_all");
		assertThat(failure.path("explanation").path("verdict").path("status").intValue()).isEqualTo(403);
		assertThat(out()).doesNotContain("secret-role").matches("[ -~\\s]+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "json" })
	void runWhenOtherwiseThenNoValueOfQueryParameter(String format) throws IOException {
		Path cases = write("cases.yaml", """
				cases:
				  - {request: "GET /api/a?access_token=SECRETQUERY&b=SECRETQUERY=&c", verdict: allow}
				  - {request: "GET /api/a?b=SECRETQUERY&access_token={token}", token: good, verdict: allow}
				""");
		assertThat(run(cases, "--format=" + format, this.yaml)).isOne();
		assertThat(out()).contains("GET /api/a?access_token=...&b=...&c with no token")
			.contains("GET /api/a?b=...&access_token={token} with a good token")
			.doesNotContain("SECRETQUERY");
	}

	@Test
	void runWhenProfileAndPropertiesThenTheyCount() throws IOException {
		write("application-open.yml", "microgate.unmatched-requests: pass");
		Path cases = write("cases.yaml", "cases: [{request: GET /other, verdict: allow}]");
		assertThat(run(cases, this.yaml)).isOne();
		assertThat(run(cases, "--profiles=open", this.yaml)).isZero();
		assertThat(run(cases, "--microgate.unmatched-requests=pass", this.yaml)).isZero();
		Path moved = write("moved.yaml", "cases: [{request: GET /v2, token: good, verdict: allow}]");
		assertThat(run(moved, "--some.base=/", "--base.x=y", this.yaml)).isOne();
	}

	@Test
	void runWhenSeveralFilesOfCasesThenAll() throws IOException {
		Path more = write("more.yaml", GOOD);
		assertThat(run(write("cases.yaml", GOOD) + "," + more, this.yaml)).isZero();
		assertThat(out()).isEqualToIgnoringNewLines("8 cases, all are decided as expected");
	}

	@Test
	void runWhenManifestsThenTested() throws IOException {
		Path manifest = write("manifest.yaml",
				"""
						apiVersion: microgateway.airlock.com/v1alpha1
						kind: AccessControlPolicy
						metadata: {name: open}
						spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: open}], policies: [{authorization: {}}]}
						""");
		Path routes = write("routes.yml", "microgate.routes.open.paths: [/open]");
		Path cases = write("cases.yaml", "cases: [{request: GET /open, verdict: allow}]");
		assertThat(run(cases, "--manifests=" + manifest, routes)).as(err()).isZero();
	}

	@Test
	void runWhenFilesHaveProblemsThenTwoAndAllOfThem() throws IOException {
		Path cases = write("cases.yaml", "cases: [{request: GET, verdict: no}]");
		Path more = write("more.yaml", "cases: [{request: GET /, token: {jwt: other}, verdict: deny}]");
		assertThat(run(cases + "," + more, this.yaml)).isEqualTo(2);
		assertThat(err().lines()).hasSize(3)
			.anySatisfy((line) -> assertThat(line).startsWith(cases + ":1: 'cases[0].verdict' must be a string"))
			.anySatisfy((line) -> assertThat(line).startsWith(cases + ":1: 'cases[0].request' is not one"))
			.anySatisfy((line) -> assertThat(line).startsWith(more + ":1: 'cases[0].token.jwt' must be the name"));
		assertThat(out()).isEmpty();
	}

	@Test
	void runWhenClaimsContradictEachOtherThenTwoAndSaysWhere() throws IOException {
		Path derived = write("derived.yml", "microgate.jwts.shop.extensions.claims.deep.path: [roles, deep]");
		Path cases = write("cases.yaml",
				"cases: [{request: GET /api/a, claims: {roles: SECRET, deep: b}, verdict: deny}]");
		assertThat(run(cases, this.yaml, derived)).isEqualTo(2);
		assertThat(err()).startsWith(cases + ":1: Claim 'deep' is written at 'roles.deep', where another claim")
			.doesNotContain("SECRET", "\tat ");
		assertThat(out()).isEmpty();
	}

	@Test
	void runWhenConfigurationHasProblemsThenTwo() throws IOException {
		Path broken = write("broken.yml", "microgate.rutes: {}");
		assertThat(run(write("cases.yaml", GOOD), broken)).isEqualTo(2);
		assertThat(err()).contains("is not a known key");
	}

	@Test
	void runWhenMicrogateIsOffThenTwo() throws IOException {
		assertThat(run(write("cases.yaml", GOOD), this.yaml, "--microgate.enabled=false")).isEqualTo(2);
		assertThat(err()).contains("'microgate.enabled' is false");
	}

	@Test
	void runWhenFilesOfCasesAreSeparateArgumentsThenTwo() throws IOException {
		assertThat(run(write("cases.yaml", GOOD), write("more.yaml", BAD), this.yaml)).isEqualTo(2);
		assertThat(err()).contains("Several files of cases are one argument, separated by commas");
	}

	@ParameterizedTest
	@CsvSource({ "--profiles=a, There is no file of policy cases", "cases.yaml, There is nothing to check",
			"cases.yaml application.yml --format=xml, --format must be text or json",
			"cases.yaml application.yml --print, Not understood: --print",
			"cases.yaml application.yml --unknown=1, Not understood: --unknown=1" })
	void runWhenMisusedThenTwoAndUsage(String arguments, String message) {
		assertThat(run((Object[]) arguments.split(" ", -1))).isEqualTo(2);
		assertThat(err()).startsWith(message).contains("Usage: ");
	}

}
