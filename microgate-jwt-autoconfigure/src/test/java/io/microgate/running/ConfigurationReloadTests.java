package io.microgate.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.jwks.TestSigningKey;
import io.microgate.jwt.DenyReason;
import io.microgate.jwt.TokenCache;
import io.microgate.match.TestRequest;
import io.microgate.policy.Decision;
import io.microgate.route.OpenPaths;
import io.microgate.route.PolicyDecisionPoint;
import io.microgate.route.RequestDecision;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConfigurationReload}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationReloadTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("one", "secp256r1");

	private static final TestSigningKey OTHER_KEY = TestSigningKey.ec("two", "secp256r1");

	private static final String PAYLOAD = "{\"sub\":\"alice\",\"exp\":4102444800}";

	private ReloadedManifests manifests;

	private PolicyDecisionPoint decisionPoint;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.manifests = new ReloadedManifests(directory);
		this.decisionPoint = new PolicyDecisionPoint(this.manifests.running()::routes, OpenPaths.NONE, OpenPaths.NONE,
				List.of());
	}

	@AfterEach
	void stop() {
		this.manifests.close();
	}

	private RequestDecision begin(String token) {
		return this.decisionPoint.begin(request(token), false, null);
	}

	private static TestRequest request(String token) {
		return new TestRequest("GET", "/shop/x").header("Authorization", "Bearer " + token);
	}

	private static Decision conclude(RequestDecision decision) {
		String token = decision.extractToken();
		if (token != null) {
			decision.verify(token).join();
		}
		return decision.conclude();
	}

	private DenyReason refusal(String token) {
		return conclude(begin(token)).reason();
	}

	private boolean reload() {
		return this.manifests.reload().reload();
	}

	private String error() {
		return this.manifests.reload().state().lastError();
	}

	@Test
	void reloadWhenPolicyChangedThenInForce(CapturedOutput output) {
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		this.manifests.policy("");
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(reload()).isTrue();
		assertThat(refusal("")).isNull();
		assertThat(output).contains("The configuration has been reloaded, its digest is "
				+ this.manifests.running().current().configuration().canonical().digest());
		assertThat(output).contains("policies[0].authorization");
		assertThat(this.manifests.reload().state().succeeded()).isOne();
	}

	@Test
	void reloadWhenBrokenThenRunningOneStaysAndEveryProblemIsLogged(CapturedOutput output) {
		this.manifests.policy("denied: {}").jwt("nowhere");
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(output).contains("has 2 problems", "denied", "nowhere", "route.yaml", "jwt.yaml")
			.contains("is not put in force");
		assertThat(error()).isEqualTo("2 problems, see the log");
		assertThat(this.manifests.reload().state().failed()).isOne();
		assertThat(this.manifests.reload().state().succeeded()).isZero();
	}

	@Test
	void reloadWhenMendedThenNoErrorIsLeft() {
		this.manifests.policy("denied: {}");
		assertThat(reload()).isFalse();
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(refusal("")).isNull();
		assertThat(error()).isNull();
	}

	@Test
	void reloadWhenTakenBackThenNoErrorIsLeftAndNothingIsReplaced() {
		CompiledConfiguration before = this.manifests.running().current();
		this.manifests.policy("denied: {}");
		assertThat(reload()).isFalse();
		this.manifests.policy("deny: {}");
		assertThat(reload()).isTrue();
		assertThat(this.manifests.running().current()).isSameAs(before);
		assertThat(error()).isNull();
	}

	@Test
	void reloadWhenDirectoryIsGoneThenRunningOneStays() {
		this.manifests.without("route.yaml");
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(error()).isEqualTo("1 problem, see the log");
	}

	@Test
	void reloadWhenReadingFailsInAnyOtherWayThenRunningOneStays(CapturedOutput output) {
		this.manifests.policy("").whileReading(() -> {
			throw new StackOverflowError();
		});
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(output).contains("cannot be reloaded");
		assertThat(error()).contains("see the log");
	}

	@Test
	void lookWhenReadingFailsInAnyOtherWayThenReadOnceUntilFilesChange() {
		AtomicInteger readings = new AtomicInteger();
		this.manifests.policy("").whileReading(() -> {
			readings.incrementAndGet();
			throw new StackOverflowError();
		});
		for (int i = 0; i < 4; i++) {
			this.manifests.reload().look();
		}
		assertThat(readings).hasValue(1);
		this.manifests.policy("deny: {}");
		this.manifests.reload().look();
		this.manifests.reload().look();
		assertThat(readings).hasValue(2);
	}

	@Test
	void reloadWhenFilesChangeWhileTheyAreReadThenNothingHappens() {
		AtomicInteger version = new AtomicInteger();
		this.manifests.policy("")
			.whileReading(() -> this.manifests.with("version.yaml", "# " + version.incrementAndGet()));
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(error()).isNull();
	}

	@Test
	void requestWhenBegunBeforeThenKeepsItsConfiguration() {
		this.manifests.local("keys", KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		String token = KEY.token("ES256", PAYLOAD);
		RequestDecision early = begin(token);
		this.manifests.policy("deny: {}").without("keys.yaml").without("jwt.yaml");
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(this.decisionPoint.begin(request(token), false, early).conclude().reason())
			.isEqualTo(DenyReason.TOKEN_MISSING);
		assertThat(conclude(early).allowed()).isTrue();
	}

	@Test
	void tokenWhenKeyIsRemovedThenRefused() {
		this.manifests.local("keys", KEY, OTHER_KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		assertThat(refusal(OTHER_KEY.token("ES256", PAYLOAD))).isNull();
		this.manifests.local("keys", KEY);
		assertThat(reload()).isTrue();
		assertThat(refusal(OTHER_KEY.token("ES256", PAYLOAD))).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isNull();
		assertThat(this.manifests.changes()).containsExactly("keys +[one, two] -[]", "keys +[one] -[]",
				"keys +[] -[two]");
	}

	@Test
	void tokenWhenJwksIsAnotherThenOnlyItsKeysCount() {
		this.manifests.local("keys", KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isNull();
		this.manifests.without("keys.yaml").local("other", OTHER_KEY).jwt("other");
		assertThat(reload()).isTrue();
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(refusal(OTHER_KEY.token("ES256", PAYLOAD))).isNull();
	}

	/** One that is there, so that its verification is no longer the question. */
	private String rememberedToken() {
		String token = KEY.token("ES256", PAYLOAD);
		this.manifests.local("keys", KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isNull();
		assertThat(refusal(token)).isNull();
		assertThat(remembered().hits()).isPositive();
		return token;
	}

	private TokenCache remembered() {
		return this.manifests.running().current().jwtRules().get("tokens").verifier().cache();
	}

	@Test
	void tokenWhenRememberedAndJwksIsRemovedThenRefusedAtOnce() {
		String token = rememberedToken();
		this.manifests.without("keys.yaml").local("other", OTHER_KEY).jwt("other");
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isEqualTo(DenyReason.KEY_UNKNOWN);
	}

	@Test
	void tokenWhenRememberedAndKeyIsRemovedThenRefusedAtOnce() {
		String token = rememberedToken();
		this.manifests.local("keys", OTHER_KEY);
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isEqualTo(DenyReason.KEY_UNKNOWN);
	}

	@Test
	void tokenWhenRememberedAndJwtIsTightenedThenRefusedAtOnce() {
		String token = rememberedToken();
		this.manifests.with("jwt.yaml",
				this.manifests.text("jwt.yaml")
					.replaceFirst("spec: .*",
							"spec: {requireAny: [{jwksRef: {name: keys}, issuer: issuer}], expirationRequired: true}"));
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void tokenWhenRememberedAndNothingIsChangedThenStillRemembered() {
		String token = rememberedToken();
		long hits = remembered().hits();
		this.manifests.with("comment.yaml", "# nothing");
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isNull();
		assertThat(remembered().hits()).isEqualTo(hits + 1);
	}

	@Test
	void reloadWhenKeySetOfSecretIsBrokenThenRunningOneStays(CapturedOutput output) {
		this.manifests.local("keys", KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		this.manifests.local("keys", "{\"keys\": [".getBytes(StandardCharsets.UTF_8));
		assertThat(reload()).isFalse();
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isNull();
		assertThat(output).contains("JWKS 'keys': spec.provider.local.secretRef.name", "usable 'jwks.json'");
	}

	@Test
	void reloadWhenSecretWasBrokenBeforeThenTheRestIsPutInForce(@TempDir Path directory) throws IOException {
		Path other = Files.createDirectory(directory.resolve("other"));
		try (ReloadedManifests broken = new ReloadedManifests(other,
				(manifests) -> manifests.local("keys", new byte[] { 1 }))) {
			assertThat(broken.policy("").reload().reload()).isTrue();
			assertThat(broken.local("keys", new byte[] { 2 }).reload().reload()).isFalse();
		}
	}

	@Test
	void sourceWhenUnchangedThenGoesOnThoughItsProviderIsDown() {
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("idp", server.uri()).jwt("idp").policy(ReloadedManifests.AUTHENTICATED);
			assertThat(reload()).isTrue();
		}
		JwksSource before = this.manifests.source("idp");
		this.manifests.local("keys", OTHER_KEY).with("comment.yaml", "# nothing");
		assertThat(reload()).isTrue();
		assertThat(this.manifests.source("idp")).isSameAs(before);
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isNull();
	}

	@Test
	void sourceWhenNewThenItsKeysAreThereWithTheReload() {
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("idp", server.uri()).jwt("idp").policy(ReloadedManifests.AUTHENTICATED);
			assertThat(reload()).isTrue();
			assertThat(this.manifests.source("idp").keys()).isNotNull();
			JwksSource before = this.manifests.source("idp");
			this.manifests.remote("idp", server.uri() + "?version=2");
			assertThat(reload()).isTrue();
			assertThat(this.manifests.source("idp")).isNotSameAs(before);
			assertThat(this.manifests.source("idp").keys()).isNotNull();
			assertThat(server.hits()).isEqualTo(2);
		}
	}

	@Test
	void sourceWhenItsProviderIsDownThenInForceAllTheSame() {
		this.manifests.remote("idp", "http://127.0.0.1:1/").jwt("idp").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		assertThat(this.manifests.source("idp").state()).extracting(JwksState::attempted, JwksState::usable)
			.containsExactly(true, false);
		assertThat(refusal(KEY.token("ES256", PAYLOAD))).isEqualTo(DenyReason.KEY_UNAVAILABLE);
	}

	@Test
	void sourceWhenRemovedThenItsThreadsEndAndRequestsThatBeganWithItAreServed() {
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("leaving", server.uri()).jwt("leaving").policy(ReloadedManifests.AUTHENTICATED);
			assertThat(reload()).isTrue();
			RequestDecision early = begin(KEY.token("ES256", PAYLOAD));
			this.manifests.without("leaving.yaml").without("jwt.yaml").policy("deny: {}");
			assertThat(reload()).isTrue();
			assertThat(conclude(early).allowed()).isTrue();
			assertThat(threads()).contains("microgate-jwks-leaving-timer");
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(threads()).doesNotContain("microgate-jwks-leaving-timer"));
		}
	}

	@Test
	void closeWhenSourcesAreRetiredThenTheyAreClosed() {
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("closed", server.uri());
			assertThat(reload()).isTrue();
			this.manifests.without("closed.yaml");
			assertThat(reload()).isTrue();
			this.manifests.close();
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(threads()).noneMatch((name) -> name.startsWith("microgate-jwks-closed")));
			this.manifests.policy("");
			assertThat(reload()).isFalse();
			assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
	}

	@Test
	void observerWhenReplacedThenIsTold() {
		AtomicInteger told = new AtomicInteger();
		this.manifests.running().observe((configuration) -> {
			if (told.incrementAndGet() > 1) {
				throw new IllegalStateException();
			}
		});
		assertThat(told).hasValue(1);
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(told).hasValue(2);
		assertThat(refusal("")).isNull();
	}

	@Test
	void startWhenFilesChangeThenPutInForceAndStopEndsThat() {
		this.manifests.reload().start();
		assertThat(this.manifests.reload().isRunning()).isTrue();
		this.manifests.policy("");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusal("") == null);
		this.manifests.reload().stop();
		assertThat(this.manifests.reload().isRunning()).isFalse();
	}

	/** As Kubernetes does it: hidden directories, and one link that is swapped. */
	@Test
	void startWhenDirectoryIsMountedThenFollowsTheLink(@TempDir Path volume) throws IOException {
		Path mounted = this.manifests.directory();
		Path first = Files.createDirectory(volume.resolve("..first"));
		Files.move(mounted.resolve("route.yaml"), first.resolve("route.yaml"));
		Path link = Files.createSymbolicLink(volume.resolve("..data"), first);
		Files.createSymbolicLink(mounted.resolve("route.yaml"), link.resolve("route.yaml"));
		this.manifests.reload().start();
		Path second = Files.createDirectory(volume.resolve("..second"));
		Files.writeString(second.resolve("route.yaml"),
				Files.readString(first.resolve("route.yaml")).replace("deny: {}", ""));
		Files.move(Files.createSymbolicLink(volume.resolve("..new"), second), link, StandardCopyOption.REPLACE_EXISTING,
				StandardCopyOption.ATOMIC_MOVE);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusal("") == null);
	}

}
