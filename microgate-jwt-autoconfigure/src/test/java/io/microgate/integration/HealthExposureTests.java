package io.microgate.integration;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health is open wherever it is mounted, and nothing else is: other endpoints follow
 * routes.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class HealthExposureTests {

	private static final String ENDPOINTS = """
			management:
			  endpoints.web.exposure.include: "*"
			  endpoint.health: {show-details: always, probes: {enabled: true, add-additional-paths: true}}
			""";

	private static final String KEYS = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			""";

	private static IdentityProvider idp;

	private final WebApplicationType type;

	private final String mounted;

	private final String base;

	private final String inner;

	/**
	 * On a web stack.
	 * @param type the stack
	 * @param mounted YAML that mounts the application elsewhere
	 * @param base where that is, of which routes know nothing
	 * @param inner what comes then, which routes know
	 */
	HealthExposureTests(WebApplicationType type, String mounted, String base, String inner) {
		this.type = type;
		this.mounted = mounted;
		this.base = base + inner;
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

	/** The status of a request that is not quite for the base path. */
	abstract int doubledSlashBeforeBase();

	private Application start(String... yaml) {
		return Application.start(this.type, PlainApplication.class, String.join("---\n", yaml),
				Map.of("idp.uri", idp.uri()));
	}

	/** An open route, and with it its policy. */
	private static String open(String... paths) {
		return """
				microgate:
				  routes: {open: {paths: [%s]}}
				  access-control-policies: {open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}}
				""".formatted(String.join(", ", paths));
	}

	private static String denied(String path) {
		return """
				microgate:
				  routes: {denied: {paths: ["%s"]}}
				  access-control-policies:
				    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}
				""".formatted(path);
	}

	@Test
	void startWhenNothingIsConfiguredThenOnlyHealthIsOpenAndOneLineSaysSo(CapturedOutput output) {
		try (Application application = start("")) {
			assertThat(application.get("/actuator/health").body()).contains("\"UP\"");
			assertThat(application.get("/").statusCode()).isEqualTo(403);
			assertThat(application.get("/actuator").statusCode()).isEqualTo(403);
			assertThat(output.toString().lines().filter((line) -> line.contains("'microgate."))).singleElement()
				.asString()
				.contains("WARN", "'microgate.routes'", "'microgate.access-control-policies'");
		}
	}

	@Test
	void samePortWhenMountedBelowPathsThenHealthIsOpenThere() {
		try (Application application = start(ENDPOINTS, this.mounted, KEYS,
				open(this.inner + "/actuator/microgate", this.inner + "/actuator/metrics/**"))) {
			assertThat(application.get(this.base + "/actuator/health").body()).contains("microgateJwks", "\"idp\"",
					"\"provider\":\"remote\"", "\"keyIds\"", "\"stale\":false");
			assertThat(application.get(this.base + "/actuator/health/microgateJwks/idp").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/livez").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/readyz").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/env").statusCode()).isEqualTo(403);
			assertThat(application.get(this.base + "/actuator").statusCode()).isEqualTo(403);
			assertThat(application.get(this.base + "/actuator/microgate").body()).contains("\"routes\":[\"open\"]",
					"\"digest\":\"", "\"warnings\":[");
			assertThat(
					application.get(this.base + "/actuator/metrics/microgate.decisions?tag=reason:route.none").body())
				.contains("\"name\":\"microgate.decisions\"", "\"value\":2.0", "\"deny\"");
			assertThat(application.get(this.base + "/elsewhere").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void managementPortWhenMountedBelowPathsThenHealthIsOpenThere() {
		String port = "management.server: {port: 0, base-path: /manage}\n";
		try (Application application = start(ENDPOINTS, this.mounted, port, KEYS, open("/actuator/beans"))) {
			assertThat(application.manage("/manage/actuator/health").body()).contains("microgateJwks");
			assertThat(application.manage("/manage/actuator/health/microgateJwks/idp").statusCode()).isEqualTo(200);
			assertThat(application.manage("/manage/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(application.manage("/manage/actuator/beans").statusCode()).isEqualTo(200);
			assertThat(application.manage("/manage/actuator/env").statusCode()).isEqualTo(403);
			assertThat(application.manage("/manage/actuator").statusCode()).isEqualTo(403);
			assertThat(application.manage("/manage//actuator/env").statusCode()).isEqualTo(400);
			assertThat(application.manage("//manage/actuator/env").statusCode()).isEqualTo(doubledSlashBeforeBase());
			assertThat(application.manage("/manage/livez").statusCode()).isEqualTo(403);
			assertThat(application.get(this.base + "/livez").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/readyz").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/health").statusCode()).isEqualTo(403);
			assertThat(application.get(this.base + "/actuator/env").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void managementPortWhenEndpointsAreAtItsRootThenOnlyHealthIsOpen() {
		String root = """
				management: {server.port: 0, endpoints.web.base-path: /, endpoints.web.path-mapping.health: alive}
				""";
		try (Application application = start(ENDPOINTS, root)) {
			assertThat(application.manage("/alive").statusCode()).isEqualTo(200);
			assertThat(application.manage("/alive/liveness").statusCode()).isEqualTo(200);
			assertThat(application.manage("/").statusCode()).isEqualTo(403);
			assertThat(application.manage("/health").statusCode()).isEqualTo(403);
			assertThat(application.manage("/env").statusCode()).isEqualTo(403);
			assertThat(application.manage("/alivex").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void managementPortWhenLiteralPathOfRouteLiesUnderHealthThenRouteDecides() {
		String port = "management.server.port: 0\n";
		try (Application application = start(ENDPOINTS, port, denied("/actuator/health/liveness"))) {
			assertThat(application.manage("/actuator/health/liveness").statusCode()).isEqualTo(403);
			assertThat(application.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(application.manage("/actuator/health").statusCode()).isEqualTo(200);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void samePortWhenLiteralPathOfRouteIsAnAdditionalPathThenRouteDecides() {
		try (Application application = start(ENDPOINTS, denied("/livez"))) {
			assertThat(application.get("/livez").statusCode()).isEqualTo(403);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
			assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

	/** Asks for a token that no request here has. */
	private static final String TOKEN = """
			microgate:
			  jwts: {idp: {requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}], expirationRequired: true}}
			  access-control-policies:
			    token: {targetRefs: [{name: token}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: idp}}}}}]}
			""";

	private String token(String... paths) {
		return KEYS + "---\n" + TOKEN
				+ "---\nmicrogate.routes.token.paths: [\"%s\"]\n".formatted(String.join("\", \"", paths));
	}

	@Test
	void samePortWhenRouteBeginsAtHealthThenItProtectsAllBelow(CapturedOutput output) {
		for (String path : new String[] { "/actuator/health", "/actuator/health/**", "/actuator/health/{component}" }) {
			try (Application application = start(ENDPOINTS, this.mounted, token(this.inner + path), open("/**"))) {
				for (String health : new String[] { "", "/", "/microgateJwks", "/microgateJwks/", "/microgateJwks/idp",
						"/liveness", "/nothing" }) {
					// with the slash the path has another variable than without
					boolean twoReadings = path.endsWith("{component}") && health.equals("/microgateJwks/");
					int status = twoReadings ? 400 : 401;
					assertThat(application.get(this.base + "/actuator/health" + health).statusCode()).as(path + health)
						.isEqualTo(status);
					assertThat(application.post(this.base + "/actuator/health" + health).statusCode()).as(path + health)
						.isEqualTo(status);
				}
				assertThat(application.get(this.base + "/livez").statusCode()).isEqualTo(200);
			}
		}
		assertThat(output).doesNotContain("does not protect");
	}

	@Test
	void samePortWhenNothingButHealthHasARouteThenItProtectsAllBelow() {
		try (Application application = start(ENDPOINTS, token("/actuator/health"))) {
			assertThat(application.get("/actuator/health/").statusCode()).isEqualTo(401);
			assertThat(application.get("/actuator/health/microgateJwks").statusCode()).isEqualTo(401);
		}
		try (Application application = start(ENDPOINTS, token("/actuator/health/{x}"),
				"microgate.unmatched-requests: pass\n")) {
			assertThat(application.get("/actuator/health").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void managementPortWhenRouteBeginsAtHealthThenItProtectsAllBelow() {
		String port = """
				management:
				  server: {port: 0, base-path: /manage}
				  endpoints.web: {base-path: /, path-mapping: {health: alive}}
				""";
		try (Application application = start(ENDPOINTS, port, token("/alive"), open("/**"))) {
			for (String path : new String[] { "/alive", "/alive/", "/alive/microgateJwks", "/alive/liveness" }) {
				assertThat(application.manage("/manage" + path).statusCode()).as(path).isEqualTo(401);
			}
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void samePortWhenMethodIsNotForReadingThenRoutesDecide() {
		String group = "management.endpoint.health.group.live: {include: ping, additional-path: \"server:/health\"}\n";
		try (Application application = start(ENDPOINTS, this.mounted, group, token("/**"))) {
			assertThat(application.get(this.base + "/health").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/health/live").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/health").statusCode()).isEqualTo(200);
			for (String path : new String[] { "/health/records/1", "/health/live", "/livez/x", "/readyz/db" }) {
				assertThat(application.get(this.base + path).statusCode()).as(path).isEqualTo(401);
			}
			for (String path : new String[] { "/health/records/1", "/health", "/livez", "/actuator/health",
					"/actuator/health/live" }) {
				assertThat(application.post(this.base + path).statusCode()).as(path).isEqualTo(401);
				assertThat(application.options(this.base + path).statusCode()).as(path).isEqualTo(401);
			}
		}
	}

	@Test
	void samePortWhenAnotherEndpointIsMappedBelowHealthThenItIsNotOpen() {
		String mapping = "management.endpoints.web.path-mapping.env: health/env\n";
		try (Application application = start(ENDPOINTS, this.mounted, mapping)) {
			assertThat(application.get(this.base + "/actuator/health").statusCode()).isEqualTo(200);
			for (String path : new String[] { "/env", "/env/java.home", "/env/x/y" }) {
				assertThat(application.get(this.base + "/actuator/health" + path).statusCode()).as(path).isEqualTo(403);
			}
		}
		try (Application application = start(ENDPOINTS, mapping, "management.server.port: 0\n")) {
			assertThat(application.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.manage("/actuator/health/env").statusCode()).isEqualTo(403);
			assertThat(application.manage("/actuator/health/env/java.home").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void samePortWhenAnotherEndpointIsMappedBelowHealthByVariableThenItIsNotOpen() {
		String mapping = "management.endpoints.web.path-mapping.env: \"health/e/{n}\"\n";
		try (Application application = start(ENDPOINTS, this.mounted, mapping)) {
			assertThat(application.get(this.base + "/actuator/health").statusCode()).isEqualTo(200);
			assertThat(application.get(this.base + "/actuator/health/liveness").statusCode()).isEqualTo(200);
			for (String path : new String[] { "/e", "/e/1", "/e/1/java.home" }) {
				assertThat(application.get(this.base + "/actuator/health" + path).statusCode()).as(path).isEqualTo(403);
			}
		}
		try (Application application = start(ENDPOINTS, mapping, "management.server.port: 0\n")) {
			assertThat(application.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.manage("/actuator/health/e/1").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void samePortWhenAnotherEndpointMayAnswerAnyPathBelowHealthThenNoneIsOpen() {
		for (String path : new String[] { "{any}/e", "health/{n}" }) {
			String mapping = "management.endpoints.web.path-mapping.env: \"" + path + "\"\n";
			try (Application application = start(ENDPOINTS, this.mounted, mapping)) {
				assertThat(application.get(this.base + "/actuator/health").statusCode()).as(path).isEqualTo(200);
				assertThat(application.get(this.base + "/actuator/health/e").statusCode()).as(path).isEqualTo(403);
				assertThat(application.get(this.base + "/actuator/health/e/java.home").statusCode()).as(path)
					.isEqualTo(403);
			}
		}
	}

	@Test
	void managementPortWhenGroupHasAnAdditionalPathThereThenThatPathAloneIsOpen() {
		String group = """
				management:
				  server.port: 0
				  endpoint.health.group.live: {include: ping, additional-path: "management:/alive"}
				""";
		try (Application application = start(ENDPOINTS, group)) {
			assertThat(application.manage("/alive").statusCode()).isEqualTo(200);
			assertThat(application.manage("/alive/x").statusCode()).isEqualTo(403);
			assertThat(application.get("/alive").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void startWhenABroaderRouteLeavesDetailsOpenThenAWarningSaysSo(CapturedOutput output) {
		try (Application application = start(ENDPOINTS, token("/actuator/**"))) {
			assertThat(application.get("/actuator/health").body()).contains("microgateJwks");
			assertThat(output).contains("'microgate.routes.token' does not protect '/actuator/health', which shows"
					+ " its details to every client because 'management.endpoint.health.show-details' is 'always'");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainApplication {

	}

}
