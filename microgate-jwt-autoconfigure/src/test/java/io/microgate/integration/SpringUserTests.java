package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.jwks.JwksKeysChangedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a user of Spring Security relies on holds on Microgate's routes.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("server")
abstract class SpringUserTests {

	static final String YAML = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    token:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}]
			      expirationRequired: true
			  routes:
			    api: {paths: [/api/**]}
			    open: {paths: [/open/**]}
			    denied: {paths: [/denied]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: token}}}}}]}
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String[] PREFLIGHT = { "Origin", "https://friend.example", "Access-Control-Request-Method",
			"GET" };

	private final WebApplicationType type;

	private final Class<?> source;

	private IdentityProvider idp;

	private Application application;

	SpringUserTests(WebApplicationType type, Class<?> source) {
		this.type = type;
		this.source = source;
	}

	@BeforeAll
	void start() {
		this.idp = IdentityProvider.started();
		this.application = Application.start(this.type, this.source, YAML, Map.of("idp.uri", this.idp.uri()));
		Awaitility.await().untilAsserted(() -> assertThat(get("/api/principal", bearer()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.idp.close();
	}

	Application application() {
		return this.application;
	}

	/** The header that carries a good token. */
	String[] bearer() {
		return this.idp.bearer();
	}

	String[] bearer(Map<String, Object> claims) {
		return this.idp.bearer(claims);
	}

	HttpResponse<String> get(String path, String... headers) {
		return this.application.get(path, headers);
	}

	static String challenge(HttpResponse<String> response) {
		return response.headers().firstValue("WWW-Authenticate").orElse("none");
	}

	@Test
	void principalWhenTokenThenJwtAuthenticationToken() {
		String body = get("/api/principal", bearer(Map.of("scope", "read write"))).body();
		assertThat(body).contains("\"authentication\":\"JwtAuthenticationToken\"", "\"name\":\"alice\"",
				"\"subject\":\"alice\"", "\"authorities\":[\"FACTOR_BEARER\",\"SCOPE_read\",\"SCOPE_write\"]");
	}

	static Stream<Arguments> oddClaims() {
		return Stream.of(arguments(Map.of("scope", 5), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", true), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", ""), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", List.of(1, 2)), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", List.of("read", List.of("write"))), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", Arrays.asList("read", null)), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", Map.of("read", true)), "[\"FACTOR_BEARER\"]"),
				arguments(Map.of("scope", List.of("read", "write")),
						"[\"FACTOR_BEARER\",\"SCOPE_read\",\"SCOPE_write\"]"),
				arguments(Map.of("scp", List.of("read")), "[\"FACTOR_BEARER\",\"SCOPE_read\"]"),
				arguments(Map.of("scp", "read write"), "[\"FACTOR_BEARER\",\"SCOPE_read\",\"SCOPE_write\"]"));
	}

	@ParameterizedTest
	@MethodSource("oddClaims")
	void authoritiesWhenScopeIsOddThenWhatIsTextCounts(Map<String, Object> claims, String authorities) {
		HttpResponse<String> response = get("/api/principal", bearer(claims));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"authorities\":" + authorities);
	}

	static Stream<Arguments> oddSubjects() {
		return Stream.of(arguments(null, ""), arguments(5, "5"), arguments("", ""), arguments(List.of("a"), null),
				arguments(Map.of("a", 1), null));
	}

	@ParameterizedTest
	@MethodSource("oddSubjects")
	void nameWhenSubjectIsOddThenRequestPasses(Object subject, String name) {
		Map<String, Object> claims = new HashMap<>();
		claims.put("sub", subject);
		HttpResponse<String> response = get("/api/principal", bearer(claims));
		assertThat(response.statusCode()).isEqualTo(200);
		if (name != null) {
			assertThat(response.body()).contains("\"name\":\"" + name + "\"");
		}
	}

	@Test
	void methodSecurityWhenAuthorityThenPasses() {
		assertThat(get("/api/write", bearer(Map.of("scope", "write"))).body()).isEqualTo("written");
	}

	@Test
	void methodSecurityWhenRefusedThenAnsweredAsAResourceServerDoes() {
		HttpResponse<String> response = get("/api/write", bearer());
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(challenge(response)).isEqualTo("Bearer error=\"insufficient_scope\"");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void methodSecurityWhenAnonymousIsRefusedThenTokenIsAskedFor() {
		HttpResponse<String> response = get("/open/write");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(challenge(response)).isEqualTo("Bearer");
	}

	@ParameterizedTest
	@CsvSource({ "/api/refused, 403, Bearer error=\"insufficient_scope\"", "/open/refused, 401, Bearer",
			"/api/unauthenticated, 401, Bearer", "/open/unauthenticated, 401, Bearer" })
	void exceptionOfSpringSecurityWhenThrownByApplicationThenAnsweredAsAResourceServerDoes(String path, int status,
			String challenge) {
		HttpResponse<String> response = get(path, bearer());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(challenge(response)).isEqualTo(challenge);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void keysWhenFetchedThenPublishedOnce() {
		assertThat(this.application.bean(KeyEvents.class).all())
			.containsExactly(new JwksKeysChangedEvent("idp", List.of("idp-key"), List.of()));
	}

	@Test
	void postWhenTokenThenNoCsrfTokenIsDemandedAndNoSessionMade() {
		HttpResponse<String> response = this.application.post("/api/orders", bearer());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("alice");
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/principal", "/api/principal", "/denied", "/elsewhere" })
	void responseWhenAnyVerdictThenHasSecurityHeadersAndNoCookie(String path) {
		HttpResponse<String> response = get(path);
		assertThat(response.headers().map()).containsEntry("X-Content-Type-Options", List.of("nosniff"))
			.containsEntry("X-XSS-Protection", List.of("0"))
			.containsEntry("X-Frame-Options", List.of("DENY"))
			.containsEntry("Cache-Control", List.of("no-cache, no-store, max-age=0, must-revalidate"))
			.containsEntry("Pragma", List.of("no-cache"))
			.containsEntry("Expires", List.of("0"))
			.doesNotContainKey("Set-Cookie");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.well-known/oauth-protected-resource",
			"/.well-known/oauth-protected-resource/api/principal", "/login", "/logout", "/error", "/default-ui.css" })
	void pathWhenSpringSecurityWouldAnswerItThenRefused(String path) {
		assertThat(get(path).statusCode()).isEqualTo(403);
		assertThat(get(path, bearer()).statusCode()).isEqualTo(403);
	}

	@Test
	void startWhenNothingIsSaidOfUsersThenNoGeneratedPassword(CapturedOutput output) {
		assertThat(output).contains("Started").doesNotContainIgnoringCase("generated security password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/principal", "/shared/without-route" })
	void preflightWhenConfiguredThenAnsweredUndecided(String path) {
		HttpResponse<String> response = this.application.options(path, PREFLIGHT);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://friend.example");
	}

	@ParameterizedTest
	@CsvSource({ "/api/write, 401", "/open/write, 200", "/denied, 403", "/elsewhere, 403" })
	void preflightWhenNotConfiguredThenDecidedLikeAnyOther(String path, int status) {
		HttpResponse<String> response = this.application.options(path, PREFLIGHT);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

}
