package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CORS configuration of handlers governs preflights and refusals, without anything of the
 * application being run for a request that has not been let through.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("server")
abstract class CorsTests {

	static final String FRIEND = "https://friend.example";

	static final String EVIL = "https://evil.example";

	private static final String YAML = """
			management:
			  server.port: 0
			  endpoints.web: {exposure.include: "*", cors: {allowed-origins: "https://friend.example", allowed-methods: GET}}
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    token:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}]
			      expirationRequired: true
			  routes:
			    api: {paths: [/api/**, /actuator/**, /functions/**, /socket/**]}
			    denied: {paths: [/denied/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: token}}}}}]}
			    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}
			""";

	private final WebApplicationType type;

	private final Class<?> source;

	private IdentityProvider idp;

	private Application application;

	CorsTests(WebApplicationType type, Class<?> source) {
		this.type = type;
		this.source = source;
	}

	@BeforeAll
	void start() {
		this.idp = IdentityProvider.started();
		this.application = Application.start(this.type, this.source, YAML, Map.of("idp.uri", this.idp.uri()));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.get("/api/plain", this.idp.bearer()).statusCode())
				.isEqualTo(200));
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.idp.close();
	}

	@BeforeEach
	void clear() {
		this.application.bean(CorsCalls.class).clear();
	}

	private HttpResponse<String> preflight(String path, String origin, String method) {
		HttpResponse<String> response = this.application.options(path, "Origin", origin,
				"Access-Control-Request-Method", method);
		assertThat(this.application.bean(CorsCalls.class).names()).isEmpty();
		return response;
	}

	private HttpResponse<String> refused(String path, String origin) {
		HttpResponse<String> response = this.application.get(path, "Origin", origin);
		assertThat(response.body()).isEmpty();
		assertThat(this.application.bean(CorsCalls.class).names()).isEmpty();
		return response;
	}

	private static List<String> allowedOrigins(HttpResponse<String> response) {
		return response.headers().allValues("Access-Control-Allow-Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/shared", "/denied/shared", "/unmatched/shared", "/functions/shared", "/socket/own" })
	void preflightWhenHandlerHasCorsConfigurationThenAnsweredInTheChain(String path) {
		HttpResponse<String> friend = preflight(path, FRIEND, "GET");
		assertThat(friend.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(friend)).containsExactly(FRIEND);
		assertThat(friend.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("GET");
		assertThat(friend.headers().allValues("Vary")).contains("Origin");
		HttpResponse<String> evil = preflight(path, EVIL, "GET");
		assertThat(evil.statusCode()).isEqualTo(403);
		assertThat(allowedOrigins(evil)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/plain", "/api/nothing", "/socket/other" })
	void preflightWhenNothingGovernsThenDecided(String path) {
		HttpResponse<String> response = preflight(path, FRIEND, "GET");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
		assertThat(allowedOrigins(response)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/shared", "/denied/shared", "/functions/shared", "/socket/own" })
	void preflightWhenItAsksForTooManyHeadersThenRefusedWithoutAnEcho(String path, CapturedOutput output) {
		int before = output.getAll().length();
		HttpResponse<String> response = this.application.options(path, "Origin", FRIEND,
				"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "a,".repeat(3000));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("Access-Control-Allow-Headers")).isEmpty();
		assertThat(allowedOrigins(response)).isEmpty();
		assertThat(output.getAll().substring(before)).doesNotContain("\tat ");
	}

	@Test
	void refusalWhenMediaTypesAreLongOrMalformedThenCorsHeadersAndNothingIsLogged(CapturedOutput output) {
		int before = output.getAll().length();
		for (String accept : List.of("%%", "a", "application/json", "text/html, ".repeat(400) + "*/*",
				"a/b,".repeat(60) + "a/b")) {
			HttpResponse<String> response = this.application.get("/denied/shared", "Origin", FRIEND, "Accept", accept);
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(allowedOrigins(response)).containsExactly(FRIEND);
		}
		assertThat(this.application.get("/denied/plain", "Origin", FRIEND, "Accept", "%%").statusCode()).isEqualTo(403);
		assertThat(output.getAll().substring(before)).doesNotContain("WARN");
	}

	@Test
	void preflightWhenNothingGovernsOnRefusedPathsThenRefused() {
		assertThat(preflight("/denied/plain", FRIEND, "GET").statusCode()).isEqualTo(403);
		assertThat(preflight("/unmatched/plain", FRIEND, "GET").statusCode()).isEqualTo(403);
	}

	@Test
	void preflightWhenNoHandlerOfThePathHasTheMethodThenDecided() {
		assertThat(preflight("/api/shared", FRIEND, "DELETE").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/shared", "/functions/shared", "/socket/own" })
	void refusalWhenOriginIsAllowedThenScriptsCanReadIt(String path) {
		HttpResponse<String> response = refused(path, FRIEND);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(response)).containsExactly(FRIEND);
		assertThat(response.headers().allValues("Vary")).contains("Origin");
	}

	@Test
	void refusalWhenHandlerExposesHeadersAndTakesCredentialsThenSaysSo() {
		HttpResponse<String> response = refused("/api/shared", FRIEND);
		assertThat(response.headers().allValues("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(response.headers().allValues("Access-Control-Expose-Headers")).containsExactly("WWW-Authenticate");
	}

	@Test
	void refusalWhenChainOrPolicyRefusesThenHasTheHeaders() {
		assertThat(allowedOrigins(refused("/denied/shared", FRIEND))).containsExactly(FRIEND);
		assertThat(allowedOrigins(refused("/unmatched/shared", FRIEND))).containsExactly(FRIEND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/shared", "/functions/shared", "/socket/own" })
	void refusalWhenOriginIsNotAllowedThenStaysTheRefusal(String path) {
		HttpResponse<String> response = refused(path, EVIL);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
		assertThat(allowedOrigins(response)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/plain", "/api/nothing", "/socket/other" })
	void refusalWhenNothingGovernsThenHasNoHeaders(String path) {
		HttpResponse<String> response = refused(path, FRIEND);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(response)).isEmpty();
	}

	@Test
	void refusalWhenThereIsNoOriginThenHasNoHeaders() {
		HttpResponse<String> response = this.application.get("/api/shared");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(response)).isEmpty();
		assertThat(response.headers().allValues("Vary")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/shared", "/functions/shared" })
	void requestWhenAllowedThenHandlerAddsTheHeadersOnce(String path) {
		String[] authorization = this.idp.bearer();
		HttpResponse<String> friend = this.application.get(path, "Origin", FRIEND, authorization[0], authorization[1]);
		assertThat(friend.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(friend)).containsExactly(FRIEND);
		assertThat(this.application.get(path, "Origin", EVIL, authorization[0], authorization[1]).statusCode())
			.isEqualTo(403);
	}

	@Test
	void requestWhenMethodIsNotAllowedThereThenRefusedAsAnyOther() {
		HttpResponse<String> response = this.application.post("/api/shared", "Origin", FRIEND);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(response)).isEmpty();
	}

	@Test
	void beanWhenItGovernsThenAnswersPreflightsAndOriginsThatAreNotAllowed() {
		HttpResponse<String> friend = preflight("/api/bean", FRIEND, "GET");
		assertThat(friend.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(friend)).containsExactly(FRIEND);
		assertThat(preflight("/api/bean", EVIL, "GET").statusCode()).isEqualTo(403);
		HttpResponse<String> refusal = refused("/api/bean/credentials", FRIEND);
		assertThat(refusal.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(refusal)).containsExactly(FRIEND);
		assertThat(refusal.headers().allValues("Access-Control-Allow-Credentials")).containsExactly("true");
		String[] authorization = this.idp.bearer();
		assertThat(this.application.get("/api/bean", "Origin", EVIL, authorization[0], authorization[1]).statusCode())
			.isEqualTo(403);
	}

	@Test
	void beanWhenItThrowsThenRequestsAreRefused(CapturedOutput output) {
		HttpResponse<String> preflight = preflight("/api/broken", FRIEND, "GET");
		assertThat(preflight.statusCode()).isEqualTo(403);
		assertThat(preflight.body()).isEmpty();
		String[] authorization = this.idp.bearer();
		HttpResponse<String> request = this.application.get("/api/broken", authorization);
		assertThat(request.statusCode()).isEqualTo(403);
		assertThat(request.body()).isEmpty();
		assertThat(output).doesNotContain("Broken configuration");
	}

	@Test
	void managementPortWhenEndpointsHaveCorsConfigurationThenItGoverns() {
		HttpResponse<String> preflight = this.application.manageOptions("/actuator/info", "Origin", FRIEND,
				"Access-Control-Request-Method", "GET");
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(preflight)).containsExactly(FRIEND);
		assertThat(
				this.application.manageOptions("/actuator/info", "Origin", EVIL, "Access-Control-Request-Method", "GET")
					.statusCode())
			.isEqualTo(403);
		HttpResponse<String> refusal = this.application.manage("/actuator/env", "Origin", FRIEND);
		assertThat(refusal.statusCode()).isEqualTo(401);
		assertThat(allowedOrigins(refusal)).containsExactly(FRIEND);
		HttpResponse<String> allowed = this.application.manage("/actuator/health", "Origin", FRIEND);
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(allowed)).containsExactly(FRIEND);
	}

	@Test
	void managementPortWhenOnlyTheApplicationHasThePathThenNothingGoverns() {
		assertThat(
				this.application.manageOptions("/api/shared", "Origin", FRIEND, "Access-Control-Request-Method", "GET")
					.statusCode())
			.isEqualTo(401);
	}

	/** Spring applies configurers of the application to the mappings there as well. */
	@Test
	void managementPortWhenConfigurerOfTheApplicationHasThePathThenItGoverns() {
		assertThat(this.application
			.manageOptions("/functions/shared", "Origin", FRIEND, "Access-Control-Request-Method", "GET")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void mainPortWhenEndpointsAreElsewhereThenTheirConfigurationDoesNotGovern() {
		assertThat(preflight("/actuator/info", FRIEND, "GET").statusCode()).isEqualTo(401);
	}

}
