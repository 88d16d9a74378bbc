package io.microgate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.jwks.TestAuthority;
import io.microgate.jwks.TestSigningKey;
import io.microgate.propagation.RequestEdits;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.FieldNames;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Manifests with identity propagations and conditions on client certificates, as they are
 * applied to a cluster: they load, and requests are edited as they say.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropagatingManifestsTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final FieldNames PROPAGATED = FieldNames.of(List.of("X-User", "X-Roles", "X-City", "X-Display-Name",
			"Authorization", "X-Machine", "X-Machine-Certificate", "X-Unused"));

	private static final String CONFIGURATION = """
			microgate:
			  manifests: ["classpath:/propagating/"]
			  manifests-not-enforced: [identityPropagation.oidc]
			  secrets: {shop-keys: "%s"}
			""";

	@TempDir
	private Path directory;

	private final TestAuthority machines = TestAuthority.root("Machines");

	private final ConfigurationCompiler compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null,
			Clock.systemUTC(), List.of());

	@AfterEach
	void close() {
		this.compiler.close();
	}

	@Test
	void editsWhenTheTokenIsVerifiedThenItsClaimsAndTheTokenItself() {
		String token = token("\"sub\":\"alice\",\"address\":{\"city\":\"Bern\"}");
		try (RunningConfiguration running = running()) {
			RequestDecision first = decide(running, bearer("/shop/cart", token).header("X-User", "mallory"));
			assertThat(first.isAllowed()).isTrue();
			RequestEdits expected = new RequestEdits(PROPAGATED,
					Map.of("X-User", "alice", "X-City", "Bern", "Authorization", "Bearer " + token),
					StrippedSources.NONE);
			assertThat(first.edits()).isEqualTo(expected);
			assertThat(first.edits()).isSameAs(first.edits());
			assertThat(decide(running, bearer("/shop/cart", token)).edits()).isEqualTo(expected);
		}
	}

	@Test
	void editsWhenTheTokenWasSentElsewhereThenPropagatedAsBearerToken() {
		String token = token("\"sub\":\"alice\"");
		TestRequest request = new TestRequest("GET", "/shop/cart").header("Cookie", "creds=" + token);
		try (RunningConfiguration running = running()) {
			assertThat(decide(running, request).edits().set())
				.isEqualTo(Map.of("X-User", "alice", "Authorization", "Bearer " + token));
		}
	}

	@Test
	void editsWhenClaimsAreMissedThenRemovesAndSetsNothing() {
		try (RunningConfiguration running = running()) {
			RequestDecision refused = decide(running, bearer("/shop/admin/x", token("\"sub\":\"alice\"")));
			assertThat(refused.decision().reason()).isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
			assertThat(refused.edits()).isEqualTo(RequestEdits.removing(PROPAGATED));
			RequestDecision allowed = decide(running,
					bearer("/shop/admin/x", token("\"sub\":\"alice\",\"admin\":true,\"roles\":[\"a\",\"b\"]")));
			assertThat(allowed.edits().set()).isEqualTo(Map.of("X-User", "alice", "X-Roles", "[\"a\",\"b\"]"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shop/public/x", "/elsewhere", "/shop/cart", "//" })
	void editsWhenNothingIsVerifiedThenRemovesEveryPropagatedField(String path) {
		try (RunningConfiguration running = running()) {
			PolicyDecisionPoint decisionPoint = DecisionPoints.decisionPoint(running);
			TestRequest request = new TestRequest("GET", path).header("x_user", "mallory");
			assertThat(decisionPoint.removedFields(() -> request)).isEqualTo(PROPAGATED);
			RequestDecision undecided = decisionPoint.begin(request, false, null);
			assertThat(undecided.edits()).isEqualTo(RequestEdits.removing(PROPAGATED));
			assertThat(decide(running, request).edits()).isEqualTo(RequestEdits.removing(PROPAGATED));
		}
	}

	@Test
	void editsWhenAClaimIsDerivedThenItsValue() {
		String derived = "microgate.jwts.shop.extensions.claims.roles.path: [realm_access, roles]";
		String token = token("\"sub\":\"alice\",\"admin\":true,\"roles\":\"own\",\"realm_access\":{\"roles\":[\"a\"]}");
		try (RunningConfiguration running = running(derived)) {
			assertThat(decide(running, bearer("/shop/admin/x", token)).edits().set())
				.isEqualTo(Map.of("X-User", "alice", "X-Roles", "[\"a\"]"));
			assertThat(decide(running,
					bearer("/shop/admin/x", token("\"sub\":\"alice\",\"admin\":true,\"roles\":\"own\"")))
				.edits()
				.set()).isEqualTo(Map.of("X-User", "alice"));
		}
	}

	@Test
	void editsWhenTheTokenIsStrippedThenEverySourceOfItOnAllEntries() {
		StrippedSources stripped = new StrippedSources(FieldNames.of(List.of("Authorization", "X-Token", "DPoP")),
				Set.of("access_token"), Set.of("creds"));
		try (RunningConfiguration running = running(
				"microgate.access-control-policies.shop.extensions.strip-token: true")) {
			RequestEdits edits = decide(running, bearer("/shop/cart", token("\"sub\":\"alice\""))).edits();
			assertThat(edits.stripped()).isEqualTo(stripped);
			assertThat(edits.set()).containsOnlyKeys("X-User", "Authorization");
			assertThat(decide(running, new TestRequest("GET", "/shop/public/x")).edits().stripped())
				.isEqualTo(stripped);
			assertThat(decide(running, new TestRequest("GET", "/elsewhere")).edits().stripped())
				.isEqualTo(StrippedSources.NONE);
		}
	}

	@Test
	void editsWhenAValueDoesNotFitThenGoesOnWithoutItAndOneWarning(CapturedOutput output) {
		String token = token("\"sub\":\"Z\u00fcrich-subject\",\"address\":{\"city\":\"Bern\"}");
		try (RunningConfiguration running = running()) {
			for (int i = 0; i < 5; i++) {
				RequestDecision decision = decide(running, bearer("/shop/cart", token));
				assertThat(decision.isAllowed()).isTrue();
				assertThat(decision.edits().set()).containsOnlyKeys("X-City", "Authorization");
			}
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("IdentityPropagation 'user' did not set 'X-User' for a request")
			.doesNotContain("rich-subject");
	}

	@Test
	void editsWhenTheCertificateMeetsAConditionThenItsNames() {
		try (RunningConfiguration running = running()) {
			TestRequest request = new TestRequest("GET", "/machines/x").header("X-Machine", "mallory");
			RequestDecision without = decide(running, request.again());
			assertThat(without.decision().reason()).isEqualTo(DenyReason.CERTIFICATE_MISSING);
			assertThat(without.edits()).isEqualTo(RequestEdits.removing(PROPAGATED));
			RequestDecision allowed = decide(running,
					request.again()
						.certificate(this.machines
							.issueClient(new X500Principal("CN=press"), "URI:spiffe://example.com/press")
							.certificate()));
			assertThat(allowed.isAllowed()).isTrue();
			assertThat(allowed.edits().set()).containsOnlyKeys("X-Machine", "X-Machine-Certificate")
				.containsEntry("X-Machine", "spiffe://example.com/press");
		}
	}

	@Test
	void logWhenConfigurationIsReadThenWarnsOfWhatIsNotEnforced() {
		assertThat(configuration().warnings()).contains(
				"'microgate.manifests-not-enforced' passes over 'identityPropagation.oidc', which is not enforced at"
						+ " IdentityPropagation 'display-name': spec.header.value.source.oidc");
	}

	private static RequestDecision decide(RunningConfiguration running, TestRequest request) {
		RequestDecision decision = DecisionPoints.decisionPoint(running).begin(request, false, null);
		SentToken token = decision.extractToken();
		if (token != null && decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		decision.conclude();
		return decision;
	}

	private static TestRequest bearer(String path, String token) {
		return new TestRequest("GET", path).header("Authorization", "Bearer " + token);
	}

	private static String token(String claims) {
		return KEY.token("ES256", "{\"iss\":\"https://idp.example.com\",\"exp\":4102444800," + claims + "}");
	}

	private RunningConfiguration running(String... documents) {
		return new RunningConfiguration(configuration(documents), this.compiler);
	}

	private CheckedConfiguration configuration(String... documents) {
		try {
			Files.write(this.directory.resolve("jwks.json"), TestSigningKey.json(KEY.jwk()));
			String[] all = new String[documents.length + 1];
			System.arraycopy(documents, 0, all, 0, documents.length);
			all[documents.length] = CONFIGURATION.formatted(this.directory.toUri());
			return CheckedConfiguration.read(Configurations.environment(all), List.of());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
