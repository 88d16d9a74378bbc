package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles and name of an identity provider in an application, without a line of Java for
 * them: Keycloak's, whose roles are nested.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class PrincipalTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main:
			      requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}]
			      expirationRequired: true
			      extensions:
			        claims:
			          kc-roles: {path: [realm_access, roles]}
			        authorities: [{claim: kc-roles, prefix: ROLE_}]
			        principalClaim: preferred_username
			    plain:
			      requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}]
			      expirationRequired: true
			  routes:
			    api: {paths: [/api/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			""";

	private static final Map<String, Object> JANE = Map.of("preferred_username", "jane", "email", "jane@shop.example",
			"realm_access", Map.of("roles", List.of("user")));

	private static final Map<String, Object> ADMIN = Map.of("preferred_username", "root", "realm_access",
			Map.of("roles", List.of("admin", "user")), "kc-roles", "forged");

	private static final Map<String, Object> NAMELESS = Map.of("email", "jane@shop.example", "realm_access",
			Map.of("roles", List.of("admin")));

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	@TempDir
	private Path directory;

	PrincipalTests(TestStack stack) {
		this.stack = stack;
	}

	@Test
	void handlersWhenConfiguredThenSeeNameRolesAndDerivedClaims(CapturedOutput output) throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server)) {
			for (int i = 0; i < 2; i++) {
				assertAnswer(application, "/api/name", JANE, 200, "jane");
				assertAnswer(application, "/api/claims", JANE, 200, "[user] alice [api]");
				assertAnswer(application, "/api/claims", ADMIN, 200, "[admin, user] alice [api]");
				assertAnswer(application, "/api/admin", JANE, 403, "");
				assertAnswer(application, "/api/admin", ADMIN, 200, "admin");
			}
			assertThat(output).doesNotContain("does not decide about the principal");
		}
	}

	@Test
	void requestWhenNameIsMissingThenInvalidToken() throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server)) {
			RawHttp.Response response = assertAnswer(application, "/api/name", NAMELESS, 401, "");
			assertThat(response.header("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
			assertThat(application.decisions().decisions()).extracting(DecisionRecorder.Recorded::reason)
				.containsExactly(DenyReason.TOKEN_CLAIMS.code());
		}
	}

	@Test
	void converterWhenInApplicationThenWinsWithWarning(CapturedOutput output) throws IOException {
		assertConverterWins(output, "JwtAuthenticationConverter", "converter");
	}

	void assertConverterWins(CapturedOutput output, String type, String... profiles) throws IOException {
		try (KeyServer server = new KeyServer(this.keys, this.directory);
				RunningApplication application = start(server, profiles)) {
			assertAnswer(application, "/api/name", JANE, 200, "jane@shop.example");
			assertAnswer(application, "/api/converted", JANE, 200, "converted");
			assertAnswer(application, "/api/admin", JANE, 403, "");
			assertAnswer(application, "/api/claims", JANE, 200, "[user] alice [api]");
			assertAnswer(application, "/api/name", NAMELESS, 401, "");
			for (String property : List.of("authorities", "principal-claim")) {
				assertThat(output).containsOnlyOnce(
						"'microgate.jwts.main.extensions.%s' does not decide about the principal, because the application has a %s of its own"
							.formatted(property, type));
			}
			assertThat(output).doesNotContain("microgate.jwts.plain");
		}
	}

	private RunningApplication start(KeyServer server, String... profiles) throws IOException {
		Chapter chapter = new Chapter("principal", CONFIGURATION, "", List.of(profiles), null, Map.of(), List.of());
		return RunningApplication.start(chapter, this.stack, server.locations(), this.directory);
	}

	private RawHttp.Response assertAnswer(RunningApplication application, String path, Map<String, Object> claims,
			int status, String body) throws IOException {
		String token = new TokenForge(this.keys).forge(new TokenRecipe(Map.of("claims", claims)));
		RawHttp.Response response = RawHttp.exchange(application.port(false),
				"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
					.formatted(path, token));
		assertThat(response.status()).as(path).isEqualTo(status);
		if (status == 200) {
			assertThat(response.body()).contains(body);
		}
		return response;
	}

}
