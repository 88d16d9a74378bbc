package io.microgate.verdict;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A decision carries outcome, reason, route, entry with its place, JWT, JWKS and the
 * verified token, for properties and manifests, and after a reload.
 */
@Tag("server")
class DecisionContentTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("a", "secp256r1");

	private static final String PROPERTIES = """
			microgate:
			  secrets: {keys: '%s'}
			  routes: {shop: {paths: [/shop/**]}}
			  jwks: {keys: {provider: {local: {secretRef: {name: keys}}}}}
			  jwts:
			    tokens: {requireAny: [{jwksRef: {name: keys}, issuer: a}], expirationRequired: true}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - {requestConditions: {path: {matcher: {exact: /shop/window}}}, authorization: {deny: {}}}
			        # the other requests
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: tokens}}}
			            requireAll: [{jwt: {claim: {name: role, value: {matcher: {exact: a}}}}}]
			""";

	private static final String MANIFESTS = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: shop}
			spec: {rules: [{matches: [{path: {value: /shop}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: shop}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
			  policies:
			    - {requestConditions: {path: {matcher: {exact: /shop/window}}}, authorization: {deny: {}}}
			    - authorization:
			        authentication: {jwt: {jwtRef: {name: tokens}}}
			        requireAll: [{jwt: {claim: {name: role, value: {matcher: {exact: a}}}}}]
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: tokens}
			spec: {requireAny: [{jwksRef: {name: keys}, issuer: a}], expirationRequired: true}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: keys}
			spec: {provider: {local: {secretRef: {name: keys}}}}
			---
			apiVersion: v1
			kind: Secret
			metadata: {name: keys}
			data: {jwks.json: %s}
			""".formatted(Base64.getEncoder().encodeToString(TestSigningKey.json(KEY.jwk())));

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	private static String token(String issuer, String role) {
		return KEY.token("ES256", "{\"iss\":\"%s\",\"role\":\"%s\",\"exp\":4102444800}".formatted(issuer, role));
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void decisionWhenPropertiesThenCarriesWhatDecided(TestStack stack, @TempDir Path directory) throws Exception {
		Path keys = Files.createDirectory(directory.resolve("keys"));
		Files.write(keys.resolve("jwks.json"), TestSigningKey.json(KEY.jwk()));
		Chapter chapter = new Chapter("decision", PROPERTIES.formatted(keys.toUri()), "", List.of(), null, Map.of(),
				List.of());
		try (RunningApplication application = RunningApplication.start(chapter, stack, Map.of(), directory)) {
			check((path, token) -> {
				send(application.port(false), path, token);
				return last(application.decisions());
			}, "decision.yml:11", "decision.yml:14");
		}
	}

	private void send(int port, String path, String token) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		try {
			this.client.send(request.build(), HttpResponse.BodyHandlers.discarding());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void decisionWhenManifestsThenCarriesWhatDecidedAlsoAfterReload(TestStack stack, @TempDir Path directory)
			throws IOException {
		try (ReloadApplication application = ReloadApplication.start(stack, directory, MANIFESTS)) {
			Requests requests = (path, token) -> {
				application.get(path, token);
				return last(application.bean(DecisionRecorder.class));
			};
			check(requests, "all.yaml:12", "all.yaml:13");
			String changed = "# moved\n# by two lines\n" + MANIFESTS.replace("expirationRequired: true",
					"expirationRequired: true, clockSkewTolerance: 10s");
			assertThat(application.reload(changed)).isTrue();
			check(requests, "all.yaml:14", "all.yaml:15");
		}
	}

	private static Decision last(DecisionRecorder recorder) {
		List<Decision> all = recorder.full();
		return all.get(all.size() - 1);
	}

	private static void check(Requests requests, String window, String other) {
		Decision allowed = requests.decide("/shop/x", token("a", "a"));
		assertThat(allowed.allowed()).isTrue();
		assertThat(allowed.jwt()).isNotNull()
			.satisfies((jwt) -> assertThat(jwt.getClaims()).containsEntry("role", "a"));
		checkEntry(allowed, 1, other, "tokens", "keys");
		Decision forbidden = requests.decide("/shop/x", token("a", "b"));
		assertThat(forbidden.reason()).isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
		assertThat(forbidden.jwt()).isNotNull();
		checkEntry(forbidden, 1, other, "tokens", "keys");
		Decision wrongIssuer = requests.decide("/shop/x", token("b", "a"));
		assertThat(wrongIssuer.reason()).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(wrongIssuer.jwt()).isNull();
		checkEntry(wrongIssuer, 1, other, "tokens", "keys");
		Decision missing = requests.decide("/shop/x", null);
		assertThat(missing.reason()).isEqualTo(DenyReason.TOKEN_MISSING);
		checkEntry(missing, 1, other, "tokens", null);
		Decision denied = requests.decide("/shop/window", null);
		assertThat(denied.reason()).isEqualTo(DenyReason.POLICY_DENY);
		checkEntry(denied, 0, window, null, null);
		Decision unmatched = requests.decide("/elsewhere", null);
		assertThat(unmatched).isEqualTo(Decision.deny(DenyReason.ROUTE_NONE));
	}

	private static void checkEntry(Decision decision, int number, String place, String jwt, String jwks) {
		EntryReference entry = decision.entry();
		assertThat(decision.route()).isEqualTo("shop");
		assertThat(entry.policy()).isEqualTo("shop");
		assertThat(entry.number()).isEqualTo(number);
		assertThat(entry.place()).endsWith("/" + place);
		assertThat(entry.jwt()).isEqualTo(jwt);
		assertThat(decision.jwks()).isEqualTo(jwks);
	}

	/** Sends requests, and tells the decisions about them. */
	@FunctionalInterface
	private interface Requests {

		Decision decide(String path, String token);

	}

}
