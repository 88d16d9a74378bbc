package io.microgate.integration;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import io.microgate.jwks.TestAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The endpoint that explains requests needs exposure, access and a policy, tells what the
 * server would decide, and keeps what it is told and what is configured to itself.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class ExplainEndpointTests {

	private static final String PATH = "/actuator/microgateexplain";

	private static final String EXPOSED = """
			management:
			  endpoints.web.exposure.include: microgateexplain
			  endpoint.microgateexplain.access: unrestricted
			""";

	private static final String POLICIES = """
			microgate:
			  routes:
			    actuator: {paths: [/actuator/**]}
			    api: {paths: [/api/**]}
			    keyed: {paths: [/keyed]}
			    services: {paths: [/services]}
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    idp: {requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}], expirationRequired: true}
			  access-control-policies:
			    actuator:
			      targetRefs: [{name: actuator}]
			      policies:
			        - requestConditions: {method: [POST]}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: idp}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: operator}}}}}]
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: idp}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: reader}}}}}]
			    keyed:
			      targetRefs: [{name: keyed}]
			      policies:
			        - requestConditions: {header: {name: {matcher: {exact: X-Key}}, value: {matcher: {exact: header-secret}}}}
			          authorization: {}
			        - authorization: {deny: {}}
			    services:
			      targetRefs: [{name: services}]
			      policies:
			        - authorization:
			            requireAll: [{clientCertificate: {san: {type: DNS, value: {matcher: {exact: orders.example.com}}}}}]
			""";

	private static final String TRACE = """
			logging.level: {io.microgate: trace, org.springframework: trace, web: trace}
			""";

	private static final JsonMapper JSON = new JsonMapper();

	private static IdentityProvider idp;

	private final WebApplicationType type;

	private final String mounted;

	/**
	 * On a web stack.
	 * @param type the stack
	 * @param mounted YAML that mounts the application at {@code /shop}
	 */
	ExplainEndpointTests(WebApplicationType type, String mounted) {
		this.type = type;
		this.mounted = mounted;
	}

	@BeforeAll
	static void startIdentityProvider() {
		idp = IdentityProvider.started();
	}

	@AfterAll
	static void stopIdentityProvider() {
		idp.close();
	}

	private Application start(String... yaml) {
		return Application.start(this.type, PlainApplication.class, String.join("---\n", yaml),
				Map.of("idp.uri", idp.uri()));
	}

	private static String[] operator() {
		return idp.bearer(Map.of("roles", "operator"));
	}

	private static String body(String... parameters) {
		Map<String, String> body = new LinkedHashMap<>(Map.of("method", "GET", "path", "/api/books"));
		for (int i = 0; i < parameters.length; i += 2) {
			body.put(parameters[i], parameters[i + 1]);
		}
		return JSON.writeValueAsString(body);
	}

	/** Explains as soon as keys are at hand: the endpoint never waits for them. */
	private static JsonNode explain(Application application, String... parameters) {
		HttpResponse<String> response = application.postJson(PATH, body(parameters), operator());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JSON.readTree(response.body());
	}

	private static String reason(JsonNode explanation) {
		return explanation.at("/verdict/reason").asString("none");
	}

	@Test
	void explainWhenExposedWithAccessAndPolicyThenToldToItsAudienceOnly() {
		try (Application application = start(EXPOSED, POLICIES)) {
			assertThat(application.postJson(PATH, body()).statusCode()).isEqualTo(401);
			assertThat(application.postJson(PATH, body(), idp.bearer()).statusCode()).isEqualTo(403);
			assertThat(application.get(PATH, operator()).statusCode()).isEqualTo(403);
			HttpResponse<String> response = application.postJson(PATH, body(), operator());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(response.headers().allValues("Cache-Control")).singleElement().asString().contains("no-store");
			assertThat(reason(JSON.readTree(response.body()))).isEqualTo("token.missing");
			assertThat(response.body()).doesNotContain("null");
		}
	}

	@Test
	void explainWhenExposureOrAccessIsMissingThenNotFound() {
		String exposed = "management.endpoints.web.exposure.include: \"*\"\n";
		try (Application application = start(exposed, POLICIES)) {
			assertThat(application.postJson(PATH, body(), operator()).statusCode()).isEqualTo(404);
		}
		String readOnly = "management.endpoint.microgateexplain.access: read-only\n";
		try (Application application = start(exposed, readOnly, POLICIES)) {
			assertThat(application.postJson(PATH, body(), operator()).statusCode()).isEqualTo(404);
		}
		try (Application application = start("management.endpoint.microgateexplain.access: unrestricted\n", POLICIES)) {
			assertThat(application.postJson(PATH, body(), operator()).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void explainWhenNoPolicyIsWrittenThenRefused() {
		try (Application application = start(EXPOSED)) {
			assertThat(application.postJson(PATH, body(), operator()).statusCode()).isEqualTo(403);
		}
	}

	@Test
	void explainWhenTokensAreSentThenTellsWhatTheServerDecides() {
		try (Application application = start(EXPOSED, POLICIES)) {
			String good = idp.token(Map.of("roles", "reader"));
			String[] tokens = { good, idp.token(Map.of()), idp.token(Map.of("roles", "reader", "exp", 1)),
					idp.token(Map.of("roles", "reader", "iss", "https://other.example")),
					good.substring(0, good.length() - 8) + "AAAAAAAA", "not-a-token", good + ".x" };
			for (String token : tokens) {
				int status = application.get("/api/books", "Authorization", "Bearer " + token).statusCode();
				JsonNode explanation = explain(application, "token", token);
				assertThat(explanation.at("/verdict/status").asInt(404)).as(token).isEqualTo(status);
				JsonNode asHeader = explain(application, "headers", "Accept: */*\nauthorization: Bearer " + token);
				assertThat(asHeader).isEqualTo(explanation);
			}
			assertThat(explain(application, "token", good).at("/verdict/outcome").asString()).isEqualTo("allow");
			assertThat(reason(explain(application, "token", good, "time", Instant.now().plusSeconds(900).toString())))
				.isEqualTo("token.expired");
		}
	}

	@Test
	void explainWhenCertificateIsSentThenItsNamesCountAndAreNotShown() {
		TestAuthority authority = TestAuthority.root("authority");
		String orders = authority.issueClient(new X500Principal("CN=secret-name"), "DNS:orders.example.com").pem();
		String other = authority.issueClient(new X500Principal("CN=secret-name"), "DNS:secret.example.com").pem();
		try (Application application = start(EXPOSED, POLICIES)) {
			assertThat(
					explain(application, "path", "/services", "certificate", orders).at("/verdict/outcome").asString())
				.isEqualTo("allow");
			assertThat(reason(explain(application, "path", "/services"))).isEqualTo("certificate.missing");
			JsonNode explanation = explain(application, "path", "/services", "certificate", other);
			assertThat(reason(explanation)).isEqualTo("certificate.not_met");
			assertThat(explanation.at("/claims/0/claim").asString()).isEqualTo("clientCertificate");
			assertThat(explanation.toString()).doesNotContain("secret", "BEGIN");
			for (String wrong : new String[] { "secret", orders + other, orders.replace("MII", "secret") }) {
				HttpResponse<String> response = application.postJson(PATH,
						body("path", "/services", "certificate", wrong), operator());
				assertThat(response.statusCode()).isEqualTo(400);
				assertThat(response.body()).contains("'certificate' must be one certificate in PEM")
					.doesNotContain("secret");
			}
		}
	}

	@Test
	void explainWhenClaimsAreSentThenVerdictDependsOnASignature() {
		try (Application application = start(EXPOSED, POLICIES)) {
			String claims = """
					{"iss": "https://idp.example", "exp": %d, "roles": "claim-secret"}
					""".formatted(Instant.now().getEpochSecond() + 300);
			JsonNode explanation = explain(application, "claims", claims);
			assertThat(reason(explanation)).isEqualTo("claims.require_all");
			assertThat(explanation.at("/verdict/provided").asString()).contains("signature");
			assertThat(explanation.toString()).doesNotContain("claim-secret");
			assertThat(explain(application, "claims", claims, "values", "true").toString()).contains("claim-secret");
		}
	}

	@Test
	void explainWhenOnManagementPortThenExplainsTheApplicationsPort() {
		String port = """
				management: {server: {port: 0, base-path: /manage}, endpoints.web.path-mapping.microgateexplain: why}
				""";
		try (Application application = start(EXPOSED, POLICIES, port, this.mounted)) {
			String body = body("path", "/shop/api/books", "token", idp.token(Map.of("roles", "reader")));
			assertThat(application.managePostJson("/manage/actuator/why", body).statusCode()).isEqualTo(401);
			await().untilAsserted(() -> {
				HttpResponse<String> response = application.managePostJson("/manage/actuator/why", body, operator());
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.headers().allValues("Cache-Control")).singleElement()
					.asString()
					.contains("no-store");
				assertThat(JSON.readTree(response.body()).at("/verdict/outcome").asString()).isEqualTo("allow");
			});
			assertThat(application.postJson("/shop" + PATH, body, operator()).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void explainWhenInputIsWrongThenSaysWhatAndQuotesNothing() {
		List<String[]> wrong = List.of(new String[] { "method", "GET /secret-part HTTP/1.1\r\nX" },
				new String[] { "method", "" }, new String[] { "method", "G".repeat(65) },
				new String[] { "path", "api/secret-part" }, new String[] { "path", "/a HTTP/1.1\r\nsecret-part: 1" },
				new String[] { "path", "/a\u0000secret-part" },
				new String[] { "path", "/" + "secret-part".repeat(9999) },
				new String[] { "host", "a\r\nX: secret-part" }, new String[] { "host", "secret-part".repeat(99) },
				new String[] { "headers", "secret-part" }, new String[] { "headers", ": secret-part" },
				new String[] { "headers", "A b: secret-part" }, new String[] { "headers", "A: 1\rB: secret-part" },
				new String[] { "headers", "A: 1\n B: secret-part" }, new String[] { "headers", "A: \u0000secret-part" },
				new String[] { "headers", "A: secret-part\n".repeat(101) },
				new String[] { "headers", "A: " + "secret-part".repeat(9999) },
				new String[] { "token", "secret\r\npart" }, new String[] { "token", "secret part" },
				new String[] { "token", "secret-part".repeat(9999) }, new String[] { "claims", "secret-part" },
				new String[] { "claims", "{\"secret-part\": 1, \"secret-part\": 2}" },
				new String[] { "claims", "[\"secret-part\"]" }, new String[] { "claims", "secret-part".repeat(9999) },
				new String[] { "claims", "{}", "token", "secret-part" }, new String[] { "time", "secret-part" },
				new String[] { "time", "+999999999-01-01T00:00:00Z" }, new String[] { "values", "secret-part" },
				new String[] { "remoteAddress", "secret-part" }, new String[] { "remoteAddress", "localhost" });
		try (Application application = start(EXPOSED, POLICIES)) {
			for (String[] parameters : wrong) {
				HttpResponse<String> response = application.postJson(PATH, body(parameters), operator());
				assertThat(response.statusCode()).as(String.join(", ", parameters)).isEqualTo(400);
				assertThat(response.body()).contains("\"message\"", parameters[0].replaceFirst("claims", ""))
					.doesNotContain("secret");
			}
			for (String body : new String[] { "{\"method\": secret-part}", "[]", "\"secret-part\"", "",
					"{\"method\": \"GET\", \"path\": \"/\", \"token\": [\"secret-part\"]}",
					"{\"method\": \"GET\", \"path\": \"/\", \"toke\": \"secret-part\"}",
					"{\"method\": \"GET\", \"method\": \"PUT\", \"path\": \"/\"}" }) {
				HttpResponse<String> response = application.postJson(PATH, body, operator());
				assertThat(response.statusCode()).as(body).isEqualTo(400);
				assertThat(response.body()).doesNotContain("secret");
			}
			String huge = body("token", "x".repeat(600_000));
			assertThat(application.postJson(PATH, huge, operator()).statusCode()).isIn(400, 413);
		}
	}

	@Test
	void explainWhenQueryHasParametersThenRefused() {
		try (Application application = start(EXPOSED, POLICIES)) {
			String body = body("values", "false");
			for (String query : new String[] { "?values=true", "?token=secret-part",
					"?method=PUT&method=secret-part" }) {
				HttpResponse<String> response = application.postJson(PATH + query, body, operator());
				assertThat(response.statusCode()).as(query).isEqualTo(400);
				assertThat(response.body()).doesNotContain("secret-part");
			}
		}
	}

	@Test
	void explainWhenForwardedHeadersAreUnreadableThenSaysSoAsJson() {
		try (Application application = start(EXPOSED, POLICIES, "server.forward-headers-strategy: framework\n")) {
			String body = body("headers", "X-Forwarded-Port: secret\"part");
			HttpResponse<String> response = application.postJson(PATH, body, operator());
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(JSON.readTree(response.body()).at("/message").asString()).contains("forwarded");
			assertThat(response.body()).doesNotContain("secret");
		}
	}

	@Test
	void explainWhenAskedAsAnOracleThenTellsNoSecret() {
		try (Application application = start(EXPOSED, POLICIES)) {
			String token = idp.token(Map.of("roles", "role-secret", "card", "card-secret"));
			for (String values : new String[] { "false", "true" }) {
				for (String[] parameters : new String[][] { { "path", "/keyed" },
						{ "path", "/keyed", "headers", "X-Key: x" }, { "path", "/keyed", "headers", "X-Key: header" },
						{ "token", token }, { "token", token, "method", "POST", "path", PATH },
						{ "token", token.substring(0, token.length() - 8) + "AAAAAAAA" } }) {
					String[] all = Arrays.copyOf(parameters, parameters.length + 2);
					all[parameters.length] = "values";
					all[parameters.length + 1] = values;
					String explanation = explain(application, all).toString();
					assertThat(explanation).doesNotContain("header-secret", "card-secret");
					assertThat(explanation.contains("role-secret"))
						.isEqualTo(values.equals("true") && explanation.contains("claims.require_all"));
					assertThat(token.split("\\.")).noneMatch(explanation::contains);
				}
			}
			assertThat(explain(application, "token", token).toString()).doesNotContain("\"n\"", "modulus", "AQAB");
		}
	}

	@Test
	void explainWhenEverythingIsLoggedThenNoPartOfTheTokenOrOfAClaimIs(CapturedOutput output) {
		try (Application application = start(EXPOSED, POLICIES, TRACE)) {
			String token = idp.token(Map.of("roles", "role-secret", "extra", "explained"));
			explain(application, "token", token, "values", "true");
			explain(application, "headers", "Authorization: Bearer " + token, "values", "true");
			explain(application, "claims", "{\"iss\": \"https://idp.example\", \"roles\": \"role-secret\"}");
			application.postJson(PATH, "{\"token\": " + token + "}", operator());
			application.postJson(PATH, "{\"token\": [\"" + token + "\"]}", operator());
			application.postJson(PATH, body("time", token), operator());
			assertThat(output.toString()).contains("TRACE", "microgateexplain").doesNotContain("role-secret");
			String[] parts = token.split("\\.");
			assertThat(output.toString()).doesNotContain(parts[1], parts[1].substring(parts[1].length() / 2), parts[2],
					parts[2].substring(0, 40));
		}
	}

	@Test
	void explainWhenAnotherEndpointIsWrittenToThenItsBodyIsReadAsBefore() {
		String loggers = """
				management.endpoints.web.exposure.include: "microgateexplain,loggers"
				""";
		try (Application application = start(EXPOSED, loggers, POLICIES)) {
			String path = "/actuator/loggers/io.microgate.test";
			assertThat(application.postJson(path, "{\"configuredLevel\": \"ERROR\"}", operator()).statusCode())
				.isEqualTo(204);
			assertThat(LoggerFactory.getLogger("io.microgate.test").isWarnEnabled()).isFalse();
			assertThat(application.postJson(path, "{\"configuredLevel\": null}", operator()).statusCode())
				.isEqualTo(204);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainApplication {

	}

}
