package io.microgate.integration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What log, meters, observations and audit say of decisions, and that nothing of a token
 * is in them.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class ObservabilityTests {

	private static final String YAML = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    shop:
			      requireAny:
			        - jwksRef: {name: idp}
			          issuer: "https://idp.example"
			          audiences: [shop]
			      expirationRequired: true
			  routes:
			    api: {paths: [/api/**]}
			    denied: {paths: [/denied], hostnames: ["*.example.com", localhost]}
			    manage: {paths: [/actuator/**]}
			  access-control-policies:
			    secured:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {path: {matcher: {exact: /api/admin}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			    closed: {targetRefs: [{name: denied}, {name: manage}], policies: [{authorization: {deny: {}}}]}
			""";

	/** Is asked for until there are keys. */
	private static final String READY = "/api/ready";

	private static final String SUBJECT = "subject-of-alice";

	private final WebApplicationType type;

	private final Class<?> source;

	private final IdentityProvider idp = IdentityProvider.started();

	private Application application;

	private final int managementObservations;

	ObservabilityTests(WebApplicationType type, Class<?> source, int managementObservations) {
		this.managementObservations = managementObservations;
		this.type = type;
		this.source = source;
	}

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
		this.idp.close();
		// Spring Boot sets it for Logback and leaves it there
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
	}

	Application start(String... more) {
		this.application = Application.start(this.type, this.source, YAML + String.join("\n", more) + "\n",
				Map.of("idp.uri", this.idp.uri()));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.get(READY, bearer(Map.of())).statusCode()).isEqualTo(200));
		return this.application;
	}

	private ObservedRequests observed() {
		return this.application.bean(ObservedRequests.class);
	}

	String[] bearer(Map<String, Object> claims) {
		Map<String, Object> all = new HashMap<>(Map.of("sub", SUBJECT, "aud", "shop"));
		all.putAll(claims);
		return this.idp.bearer(all);
	}

	List<AuditEvent> audited() {
		return this.application.bean(AuditEventRepository.class)
			.find(null, null, null)
			.stream()
			.filter((event) -> !READY.equals(event.getData().get("path")))
			.toList();
	}

	private static List<JsonNode> refusals(CapturedOutput output) {
		JsonMapper mapper = new JsonMapper();
		return output.getOut()
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map(mapper::readTree)
			.filter((line) -> line.path("message").asString("").startsWith("Refused"))
			.toList();
	}

	@Test
	void structuredLogWhenRefusedThenHasDecisionAsFields(CapturedOutput output) {
		start("logging.structured.format.console: ecs");
		this.application.get("/api/orders", bearer(Map.of("aud", "other-audience")));
		JsonNode line = refusals(output).stream()
			.filter((each) -> each.path("microgate").path("reason").asString("").equals("token.audience"))
			.findFirst()
			.orElseThrow();
		assertThat(line.path("log").path("level").asString()).isEqualTo("INFO");
		assertThat(line.path("message").asString()).contains("GET /api/orders", "(token.audience)",
				"JWT 'shop' expects audience [shop]", "entry 1 of policy 'secured' on route 'api'");
		JsonNode microgate = line.path("microgate");
		assertThat(microgate.path("outcome").asString()).isEqualTo("deny");
		assertThat(microgate.path("route").asString()).isEqualTo("api");
		assertThat(microgate.path("policy").asString()).isEqualTo("secured");
		assertThat(microgate.path("entry").asInt()).isOne();
		assertThat(microgate.path("jwt").asString()).isEqualTo("shop");
		assertThat(microgate.path("jwks").asString()).isEqualTo("idp");
		assertThat(microgate.has("subject")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "plain, " + SUBJECT, "hash, hash" })
	void structuredLogWhenSubjectMayBeShownThenHasIt(String disclosure, String shown, CapturedOutput output) {
		start("logging.structured.format.console: ecs", "microgate.observability.subject: " + disclosure);
		this.application.get("/api/admin", bearer(Map.of()));
		String subject = refusals(output).stream()
			.map((line) -> line.path("microgate").path("subject").asString(""))
			.filter((each) -> !each.isEmpty())
			.findFirst()
			.orElseThrow();
		assertThat(subject).isEqualTo(shown.equals("hash") ? sha256(SUBJECT) : shown);
		assertThat(audited()).singleElement().extracting(AuditEvent::getPrincipal).isEqualTo(subject);
	}

	private static String sha256(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void logWhenRefusedAgainThenSilentButAtDebugLevel(CapturedOutput output) {
		start();
		this.application.get("/api/a");
		this.application.get("/api/b");
		assertThat(output.getOut().lines().filter((line) -> line.contains("Refused GET"))).singleElement()
			.asString()
			.contains("INFO", "/api/a", "token.missing",
					"JWT 'shop' expects a token in the header 'Authorization' with scheme 'Bearer'");
	}

	@Test
	void logWhenDebugThenEachRefusalIsOneLine(CapturedOutput output) {
		start("logging.level.io.microgate.runtime: debug");
		this.application.get("/api/a");
		this.application.get("/api/b");
		assertThat(output.getOut().lines().filter((line) -> line.contains("Refused GET"))).hasSize(2);
	}

	@Test
	void logWhenNoRouteThenNamesHostAndEscapesPath(CapturedOutput output) {
		start();
		this.application.get("/elsewhere/%E2%80%AEabc");
		assertThat(output.getOut().lines().filter((line) -> line.contains("route.none"))).singleElement()
			.asString()
			.contains("GET /elsewhere/\\u202eabc for host 'localhost'", "The configuration expects a request");
	}

	@ParameterizedTest
	@CsvSource({ "/api/orders, true, none, api, 1", "/api/orders, false, token.missing, api, 1",
			"/api/admin, true, claims.require_all, api, 0", "/denied, true, policy.deny, denied, 0",
			"/elsewhere, false, route.none, none, none", "/api//x, false, request.path, none, none" })
	void observationWhenDecidedThenHasReasonRouteAndEntry(String path, boolean token, String reason, String route,
			String entry) {
		start();
		this.application.get(path, token ? bearer(Map.of()) : new String[0]);
		Observation.Context context = Awaitility.await()
			.until(() -> observed().requests(READY).stream().findFirst().orElse(null), (found) -> found != null);
		assertThat(ObservedRequests.value(context.getLowCardinalityKeyValues(), "microgate.reason")).isEqualTo(reason);
		assertThat(ObservedRequests.value(context.getHighCardinalityKeyValues(), "microgate.route")).isEqualTo(route);
		assertThat(ObservedRequests.value(context.getHighCardinalityKeyValues(), "microgate.entry")).isEqualTo(entry);
		assertThat(ObservedRequests.value(context.getLowCardinalityKeyValues(), "microgate.route")).isNull();
		assertThat(observed().requests(READY)).hasSize(1);
	}

	@Test
	void meterOfServerWhenRouteTagsThenHasThemOnEveryRequest() {
		start("microgate.observability.route-tags: true");
		this.application.get("/api/orders");
		this.application.get("/elsewhere");
		MeterRegistry meters = this.application.bean(MeterRegistry.class);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(meters.get("http.server.requests").tag("microgate.reason", "route.none").timers())
						.hasSize(1));
		assertThat(meters.get("http.server.requests").timers()).allSatisfy((timer) -> {
			assertThat(timer.getId().getTag("microgate.reason")).isNotNull();
			assertThat(timer.getId().getTag("microgate.route")).isNotNull();
			assertThat(timer.getId().getTag("microgate.entry")).isNotNull();
		});
		assertThat(meters.get("microgate.decisions")
			.tags("reason", "token.missing", "route", "api", "policy", "secured", "entry", "1", "jwt", "shop")
			.counter()
			.count()).isOne();
	}

	@Test
	void observationWhenOnManagementPortThenHasReasonWhereThereIsOne() {
		start("management.server.port: 0");
		assertThat(this.application.manage("/actuator/info").statusCode()).isEqualTo(403);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.bean(MeterRegistry.class)
				.get("microgate.decisions")
				.tags("reason", "policy.deny", "route", "manage")
				.counter()
				.count()).isOne());
		Awaitility.await()
			.untilAsserted(() -> assertThat(observed().requests(READY)).hasSize(this.managementObservations));
		assertThat(observed().requests(READY)).allSatisfy((
				context) -> assertThat(ObservedRequests.value(context.getLowCardinalityKeyValues(), "microgate.reason"))
					.isEqualTo("policy.deny"));
	}

	@ParameterizedTest
	@CsvSource({ "/api/orders, false, token.missing", "/api/admin, true, claims.require_all",
			"/denied, true, policy.deny", "/elsewhere, true, route.none", "/api//x, true, request.path" })
	void auditWhenRefusedThenOneEventWithoutSubject(String path, boolean token, String reason) {
		start();
		this.application.get(path, token ? bearer(Map.of()) : new String[0]);
		assertThat(audited()).singleElement().satisfies((event) -> {
			assertThat(event.getType()).isEqualTo("MICROGATE_DENIED");
			assertThat(event.getPrincipal()).isEmpty();
			assertThat(event.getData()).containsEntry("reason", reason).containsEntry("method", "GET");
		});
	}

	@Test
	void auditWhenTokenIsBadThenOneEvent() {
		start();
		this.application.get("/api/orders", bearer(Map.of("aud", "other-audience")));
		assertThat(audited()).singleElement()
			.satisfies((event) -> assertThat(event.getData()).containsEntry("reason", "token.audience")
				.containsEntry("route", "api")
				.containsEntry("jwks", "idp"));
	}

	@Test
	void auditWhenAllowedThenOneEventIfAskedFor() {
		start("microgate.observability: {audit: all, subject: plain}");
		this.application.get("/api/orders", bearer(Map.of()));
		assertThat(audited()).singleElement().satisfies((event) -> {
			assertThat(event.getType()).isEqualTo("MICROGATE_ALLOWED");
			assertThat(event.getPrincipal()).isEqualTo(SUBJECT);
		});
	}

	@Test
	void auditWhenAllowedThenNoEventByDefault() {
		start();
		this.application.get("/api/orders", bearer(Map.of()));
		assertThat(audited()).isEmpty();
	}

	@Test
	void everythingWhenManyRefusalsThenHasNothingOfTheirTokens(CapturedOutput output) {
		start("logging.level.io.microgate: trace", "microgate.observability: {audit: all, subject: hash}");
		List<String> secrets = new ArrayList<>(List.of(SUBJECT));
		for (int i = 0; i < 12; i++) {
			String secret = "claim-value-" + i;
			secrets.add(secret);
			for (Map<String, Object> claims : claims(secret)) {
				String[] bearer = bearer(claims);
				secrets.addAll(parts(bearer[1]));
				for (String path : List.of("/api/orders", "/api/admin", "/denied", "/elsewhere", "/api//x")) {
					this.application.get(path, bearer);
					this.application.get(path, "Authorization", bearer[1] + "x");
				}
			}
		}
		List<String> texts = new ArrayList<>(List.of(output.getAll()));
		this.application.bean(MeterRegistry.class).getMeters().forEach((meter) -> texts.add(meter.getId().toString()));
		texts.addAll(observed().texts());
		audited().forEach((event) -> texts.add(event.toString()));
		assertThat(audited()).hasSizeGreaterThan(100);
		assertThat(observed().requests(READY)).hasSizeGreaterThan(100);
		String all = String.join("\n", texts);
		assertThat(secrets).filteredOn(all::contains).isEmpty();
		assertThat(List.of("token.audience", "claims.require_all", "token.malformed", "token.issuer"))
			.allMatch(all::contains);
	}

	private static List<Map<String, Object>> claims(String secret) {
		return List.of(Map.of("aud", secret), Map.of("iss", secret), Map.of("roles", secret),
				Map.of("exp", 1000, "jti", secret),
				Map.of("nbf", Instant.now().plus(Duration.ofDays(1)).getEpochSecond()), Map.of("sub", secret));
	}

	/** Parts that are long enough not to be words. */
	private static List<String> parts(String bearer) {
		return Stream.of(bearer.substring("Bearer ".length()).split("\\."))
			.flatMap((part) -> Arrays.stream(part.split("(?<=\\G.{24})")))
			.filter((part) -> part.length() == 24)
			.toList();
	}

}
