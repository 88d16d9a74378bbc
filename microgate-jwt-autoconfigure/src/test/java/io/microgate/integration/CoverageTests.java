package io.microgate.integration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.CoverageStatus;
import io.microgate.coverage.Effect;
import io.microgate.coverage.RouteCoverage;
import io.microgate.coverage.Ruling;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Coverage of applications that run, and what they answer when they are asked.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class CoverageTests {

	private static final String ENTRY = "microgate.access-control-policies.%s.policies[%d]";

	private static final String YAML = """
			management.endpoints.web.exposure.include: "*"
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    token: {requireAny: [{jwksRef: {name: idp}, issuer: "https://idp"}], expirationRequired: true}
			  routes:
			    api: {paths: [INNER/api/**]}
			    login: {paths: [INNER/login]}
			    files: {hostnames: [files.example.com], paths: [INNER/files/**]}
			    functional: {matches: [{path: {value: INNER/fn}, method: GET}, {path: {value: INNER/nested}}]}
			    endpoint: {paths: [INNER/actuator/microgate]}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {path: {matcher: {regex: "^INNER/api/admin(/|$)"}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: token}}}
			            requireAll: [{jwt: {claim: {name: roles}}}]
			        - requestConditions: {path: {matcher: {suffix: .html}}}
			          authorization: {deny: {}}
			        - requestConditions: {method: [HEAD]}
			          authorization: {deny: {}}
			        - requestConditions: {path: {matcher: {prefix: INNER/nowhere/}}}
			          authorization: {}
			        - authorization: {authentication: {jwt: {jwtRef: {name: token}}}}
			    open:
			      targetRefs: [{name: login}, {name: endpoint}]
			      policies: [{authorization: {}}]
			    rest:
			      targetRefs: [{name: files}, {name: functional}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: token}}}}}]
			""";

	private static IdentityProvider idp;

	private final WebApplicationType type;

	private final Class<?> application;

	private final String mounted;

	private final String inner;

	/**
	 * On a web stack.
	 * @param type the stack
	 * @param application an application with mappings
	 * @param mounted YAML that mounts it at {@code /app}, and what else can be moved
	 * @param inner what comes behind {@code /app} then, which routes know
	 */
	CoverageTests(WebApplicationType type, Class<?> application, String mounted, String inner) {
		this.type = type;
		this.application = application;
		this.mounted = mounted;
		this.inner = inner;
	}

	@BeforeAll
	static void startIdentityProvider() {
		idp = IdentityProvider.started();
	}

	@AfterAll
	static void stopIdentityProvider() {
		idp.close();
	}

	private Application start(String inner, String... yaml) {
		return Application.start(this.type, this.application,
				YAML.replace("INNER", inner)
						+ String.join("", List.of(yaml).stream().map((text) -> "---\n" + text).toList()),
				Map.of("idp.uri", idp.uri()));
	}

	private static CoverageRow row(Application application, String method, String path) {
		List<CoverageRow> rows = application.bean(RouteCoverage.class)
			.rows()
			.stream()
			.filter((row) -> row.path().equals(path) && row.methods().contains(method)
					&& row.hosts().contains("other hosts") && !row.answeredBySpring())
			.toList();
		assertThat(rows).as(method + " " + path).hasSizeGreaterThanOrEqualTo(1);
		return rows.get(0);
	}

	private static List<String> rulings(Application application, String method, String path) {
		return row(application, method, path).rulings().stream().map(Ruling::toString).toList();
	}

	@Test
	void rowsThenEveryMappingIsJoined() {
		try (Application application = start("")) {
			assertThat(rulings(application, "GET", "/api/books/{id}")).containsExactly(
					"deny by route 'api', " + ENTRY.formatted("api", 1) + " if path ends with .html",
					"authenticated by route 'api', " + ENTRY.formatted("api", 4));
			assertThat(rulings(application, "HEAD", "/api/books/{id}")).last()
				.isEqualTo("deny by route 'api', " + ENTRY.formatted("api", 2));
			assertThat(rulings(application, "POST", "/api/orders"))
				.containsExactly("authenticated by route 'api', " + ENTRY.formatted("api", 4));
			assertThat(rulings(application, "DELETE", "/api/admin/users/{name}"))
				.containsExactly("claims by route 'api', " + ENTRY.formatted("api", 0));
			assertThat(row(application, "GET", "/login").standing()).isEqualTo(CoverageStatus.OPEN);
			assertThat(row(application, "GET", "/forgotten/{id}").standing()).isEqualTo(CoverageStatus.UNMATCHED);
			assertThat(rulings(application, "GET", "/files/{*rest}")).containsExactly("refused, no route");
			assertThat(rulings(application, "GET", "/fn/items/{id}"))
				.containsExactly("authenticated by route 'functional', " + ENTRY.formatted("rest", 0));
			assertThat(rulings(application, "GET", "/nested/{group}/inner"))
				.containsExactly("authenticated by route 'functional', " + ENTRY.formatted("rest", 0));
			assertThat(rulings(application, "GET", "/actuator/health")).containsExactly("open by the health endpoint");
			assertThat(row(application, "GET", "/actuator/beans").standing()).isEqualTo(CoverageStatus.UNMATCHED);
			assertThat(application.bean(RouteCoverage.class).unreachableEntries())
				.containsExactly(ENTRY.formatted("api", 3));
			assertThat(application.bean(RouteCoverage.class).rows()).extracting(CoverageRow::path)
				.doesNotContain("/error");
		}
	}

	@Test
	void rowsThenServerDecidesAsTheySay() {
		try (Application application = start("")) {
			assertServerAgrees(application, "");
		}
	}

	@Test
	void rowsWhenMountedElsewhereThenServerDecidesAsTheySay() {
		try (Application application = start(this.inner, this.mounted)) {
			assertThat(row(application, "GET", this.inner + "/login").standing()).isEqualTo(CoverageStatus.OPEN);
			assertServerAgrees(application, "/app");
		}
	}

	private static void assertServerAgrees(Application application, String base) {
		List<CoverageRow> rows = application.bean(RouteCoverage.class)
			.rows()
			.stream()
			.filter((row) -> row.methods().contains("GET") && row.hosts().contains("other hosts"))
			.toList();
		assertThat(rows).hasSizeGreaterThan(15);
		for (CoverageRow row : rows) {
			String path = row.path().replaceAll("\\{\\*?[a-zA-Z]+}", "x").replace("/**", "/x/y");
			Set<Integer> expected = row.rulings()
				.stream()
				.map((ruling) -> status(ruling.effect()))
				.collect(Collectors.toSet());
			int status = application.get(base + path).statusCode();
			assertThat(expected).as(row + " answers " + status)
				.contains((status == 401 || status == 403) ? status : 200);
		}
	}

	private static int status(Effect effect) {
		return switch (effect) {
			case OPEN, PASSED -> 200;
			case AUTHENTICATED, CLAIMS -> 401;
			default -> 403;
		};
	}

	@Test
	void assertionsWhenUsersCallThemThenTheyNameOffenders() {
		try (Application application = start("")) {
			RouteCoverage coverage = application.bean(RouteCoverage.class);
			assertThatNoException().isThrownBy(
					() -> coverage.assertNothingOpenBut("/login", "/actuator/health/**", "/actuator/microgate"));
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> coverage.assertNothingOpenBut("/actuator/**"))
				.withMessageContaining("/login")
				.withMessageNotContaining("/actuator");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(coverage::assertEveryMappingIsGoverned)
				.withMessageContaining("/forgotten/{id}")
				.withMessageContaining("/actuator/beans")
				.withMessageNotContaining("/files");
			assertThatNoException()
				.isThrownBy(() -> coverage.assertEveryMappingIsGoverned("/forgotten/**", "/actuator/**"));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(coverage::assertNoUnreachableEntries)
				.withMessageContaining(ENTRY.formatted("api", 3));
		}
	}

	@Test
	void endpointThenAnswersCoverageAndPolicies() {
		try (Application application = start("")) {
			assertThat(application.get("/actuator/microgate").body()).contains("\"coverage\":[{", "\"policies\":{",
					"\"path\":\"/api/books/{id}\"", "\"standing\":\"UNMATCHED\"",
					"\"unreachableEntries\":[\"" + ENTRY.formatted("api", 3) + "\"]",
					"token of JWT 'token', all of the claims roles");
		}
	}

	@Test
	void rowsWhenSeparateManagementPortThenItsMappingsAreJoinedToo() {
		try (Application application = start("", "{management.server.port: 0, management.server.base-path: /manage}")) {
			List<CoverageRow> rows = application.bean(RouteCoverage.class)
				.rows()
				.stream()
				.filter((row) -> row.path().startsWith("/actuator") && row.methods().contains("GET"))
				.toList();
			assertThat(rows).extracting(CoverageRow::path, CoverageRow::onManagementPort, CoverageRow::standing)
				.contains(tuple("/actuator/health", true, CoverageStatus.OPEN),
						tuple("/actuator/microgate", true, CoverageStatus.OPEN),
						tuple("/actuator/beans", true, CoverageStatus.UNMATCHED));
			assertThat(rows).allMatch(CoverageRow::onManagementPort);
			assertThat(application.manage("/manage/actuator/health").statusCode()).isNotIn(401, 403);
			assertThat(application.manage("/manage/actuator/beans").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void startWhenDebugThenTableIsLogged(CapturedOutput output) {
		whileRunning("logging.level.io.microgate.coverage: debug", Duration.ZERO, () -> assertThat(output)
			.contains("Route coverage:", "GET,HEAD /login", "No mapping reaches " + ENTRY.formatted("api", 3)));
	}

	@Test
	void startWhenNotDebugThenUnreachableEntriesAreWarnedOfInOneBlock(CapturedOutput output) {
		whileRunning("logging.level.io.microgate.coverage: info", Duration.ZERO, () -> assertThat(output)
			.doesNotContain("Route coverage")
			.containsOnlyOnce("No mapping of the application has requests that these policy entries decide about:"
					+ System.lineSeparator() + "  - " + ENTRY.formatted("api", 3) + System.lineSeparator()));
	}

	@Test
	void startWhenLogIsOffThenNothingIsLogged(CapturedOutput output) {
		whileRunning("logging.level.io.microgate.coverage: off", Duration.ofSeconds(7),
				() -> assertThat(output).doesNotContain("Route coverage", "No mapping of the application"));
	}

	/** The log is written shortly after the start, by a thread of its own. */
	private void whileRunning(String configuration, Duration stays, ThrowingRunnable expectation) {
		Application application = start("", configuration);
		try {
			Awaitility.await().atMost(Duration.ofSeconds(30)).during(stays).untilAsserted(expectation);
		}
		finally {
			application.close();
		}
	}

}
