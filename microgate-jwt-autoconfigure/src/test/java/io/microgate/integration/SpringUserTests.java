package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a user of Spring Security relies on holds on our routes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringUserTests {

	private static final String[] PREFLIGHT = { "Origin", "https://friend.example", "Access-Control-Request-Method",
			"GET" };

	private static IdentityProvider idp;

	private static Application application;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
		application = Application.start(SpringUserApplication.class, SpringUserApplication.YAML,
				Map.of("idp.uri", idp.uri()));
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(application.get("/api/principal", idp.bearer()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		application.close();
		idp.close();
	}

	private static String challenge(HttpResponse<String> response) {
		return response.headers().firstValue("WWW-Authenticate").orElse("none");
	}

	private static String user(HttpResponse<String> response) {
		return response.headers().firstValue("X-User").orElse("none");
	}

	@Test
	void principalWhenTokenThenJwtAuthenticationToken() {
		String body = application.get("/api/principal", idp.bearer(Map.of("scope", "read write"))).body();
		assertThat(body).contains("\"authentication\":\"JwtAuthenticationToken\"", "\"name\":\"alice\"",
				"\"subject\":\"alice\"", "\"remoteUser\":\"alice\"", "\"SCOPE_read\",\"SCOPE_write\"",
				"\"admin\":false");
	}

	@Test
	void principalWhenOpenRouteThenAnonymousEvenWithToken() {
		String body = application.get("/open/principal", idp.bearer()).body();
		assertThat(body).contains("\"name\":\"anonymousUser\"", "\"subject\":\"none\"", "\"remoteUser\":\"none\"");
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
		HttpResponse<String> response = application.get("/api/principal", idp.bearer(claims));
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
		HttpResponse<String> response = application.get("/api/principal", idp.bearer(claims));
		assertThat(response.statusCode()).isEqualTo(200);
		if (name != null) {
			assertThat(response.body()).contains("\"name\":\"" + name + "\"");
		}
	}

	@Test
	void methodSecurityWhenAuthorityThenPasses() {
		assertThat(application.get("/api/write", idp.bearer(Map.of("scope", "write"))).body()).isEqualTo("written");
	}

	@Test
	void methodSecurityWhenRefusedThenAnsweredAsAResourceServerDoes() {
		HttpResponse<String> response = application.get("/api/write", idp.bearer());
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(challenge(response)).isEqualTo("Bearer error=\"insufficient_scope\"");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void methodSecurityWhenAnonymousIsRefusedThenTokenIsAskedFor() {
		HttpResponse<String> response = application.get("/open/write");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(challenge(response)).isEqualTo("Bearer");
	}

	@Test
	void asyncWhenCallableThenContextIsOnItsThread() {
		HttpResponse<String> response = application.get("/api/callable", idp.bearer());
		assertThat(response.body()).isEqualTo("alice");
		assertThat(user(response)).isEqualTo("alice");
	}

	@Test
	void asyncWhenDeferredResultThenContextIsThereAfterTheDispatch() {
		HttpResponse<String> response = application.get("/api/deferred", idp.bearer());
		assertThat(response.body()).isEqualTo("deferred");
		assertThat(user(response)).isEqualTo("alice");
	}

	@ParameterizedTest
	@CsvSource({ "/api/conflict, 409", "/api/failure, 500" })
	void errorWhenDispatchedThenContextIsKept(String path, int status) {
		HttpResponse<String> response = application.get(path, idp.bearer());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(user(response)).isEqualTo("alice");
	}

	@Test
	void postWhenTokenThenNoCsrfTokenIsDemandedAndNoSessionMade() {
		HttpResponse<String> response = application.post("/api/orders", idp.bearer());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("alice");
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/principal", "/api/principal", "/denied", "/elsewhere" })
	void responseWhenAnyVerdictThenHasSecurityHeadersAndNoCookie(String path) {
		HttpResponse<String> response = application.get(path);
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
		assertThat(application.get(path).statusCode()).isEqualTo(403);
		assertThat(application.get(path, idp.bearer()).statusCode()).isEqualTo(403);
	}

	@Test
	void startWhenNothingIsSaidOfUsersThenNoGeneratedPassword(CapturedOutput output) {
		assertThat(output).contains("Started").doesNotContainIgnoringCase("generated security password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/principal", "/shared/without-route" })
	void preflightWhenConfiguredThenAnsweredUndecided(String path) {
		HttpResponse<String> response = application.options(path, PREFLIGHT);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://friend.example");
	}

	@ParameterizedTest
	@CsvSource({ "/api/write, 401", "/open/write, 200", "/denied, 403", "/elsewhere, 403" })
	void preflightWhenNotConfiguredThenDecidedLikeAnyOther(String path, int status) {
		HttpResponse<String> response = application.options(path, PREFLIGHT);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void forwardWhenFromForeignChainThenDecidedOnItsTarget() {
		HttpResponse<String> refused = application.get("/portal/forward/principal");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(challenge(refused)).isEqualTo("Bearer");
		assertThat(refused.body()).isEmpty();
		HttpResponse<String> allowed = application.get("/portal/forward/principal", idp.bearer());
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.body()).contains("\"subject\":\"alice\"", "\"authorities\":[\"FACTOR_BEARER\"]");
		assertThat(application.get("/portal/forward/write", idp.bearer()).statusCode()).isEqualTo(403);
	}

	@Test
	void includeWhenFromForeignChainThenNotDecided() {
		assertThat(application.get("/portal/include").statusCode()).isEqualTo(200);
	}

	@Test
	void eventsWhenTokenIsGoodThenSuccess() {
		SecurityEvents events = application.bean(SecurityEvents.class);
		events.clear();
		application.get("/api/principal", idp.bearer());
		assertThat(events.names()).containsExactly("AuthenticationSuccessEvent");
	}

	@Test
	void eventsWhenTokenIsBadThenFailureWithoutTheToken() {
		SecurityEvents events = application.bean(SecurityEvents.class);
		events.clear();
		application.get("/api/principal", "Authorization", "Bearer not.a.token");
		assertThat(events.all()).singleElement()
			.isInstanceOfSatisfying(AbstractAuthenticationEvent.class,
					(event) -> assertThat(event.toString()).doesNotContain("not.a.token"));
		assertThat(events.names()).containsExactly("AuthenticationFailureBadCredentialsEvent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/principal", "/denied", "/elsewhere" })
	void eventsWhenRefusedThenDenied(String path) {
		SecurityEvents events = application.bean(SecurityEvents.class);
		events.clear();
		application.get(path);
		assertThat(events.names()).containsExactly("AuthorizationDeniedEvent");
	}

}
