package io.microgate.runtime;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.jwks.OwnThreads;
import io.microgate.jwks.TestSigningKey;
import io.microgate.jwt.TokenCache;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConfigurationReload} about key sources and the tokens that are judged
 * by their keys.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeySourceReloadTests extends ReloadTests {

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
	void reloadWhenKeySetOfSecretHasAnotherUseThenUsableOnlyIfListed(@TempDir Path directory) throws IOException {
		byte[] keySet = TestSigningKey.json(KEY.jwk("use", "jwt-svid"));
		this.manifests.local("keys", keySet);
		assertThat(reload()).isFalse();
		Path other = Files.createDirectory(directory.resolve("other"));
		try (ReloadedManifests configured = new ReloadedManifests(other, (manifests) -> manifests.local("keys", KEY)
			.property("microgate.jwks.keys.extensions.key-use[0]", "jwt-svid"))) {
			configured.local("keys", keySet).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
			assertThat(configured.reload().reload()).isTrue();
			assertThat(configured.source("keys").state().keyIds()).hasSize(1);
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
	void sourceWhenRemovedThenRequestsThatBeganWithItAreServedAndThenNothingHoldsIt() {
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("leaving", server.uri()).jwt("leaving").policy(ReloadedManifests.AUTHENTICATED);
			assertThat(reload()).isTrue();
			WeakReference<JwksSource> leaving = new WeakReference<>(this.manifests.source("leaving"));
			removeWhileRequestIsUnderWay();
			assertThat(leaving.get()).isNotNull();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				System.gc();
				return leaving.get() == null;
			});
		}
	}

	private void removeWhileRequestIsUnderWay() {
		RequestDecision early = begin(KEY.token("ES256", PAYLOAD));
		this.manifests.without("leaving.yaml").without("jwt.yaml").policy("deny: {}");
		assertThat(reload()).isTrue();
		assertThat(conclude(early).allowed()).isTrue();
	}

	@Test
	void reloadWhenSourcesAreReplacedAgainAndAgainThenNothingGrows() {
		OwnThreads threads = new OwnThreads("microgate-", "HttpClient-");
		List<WeakReference<CompiledConfiguration>> earlier = new ArrayList<>();
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.jwt("idp").policy(ReloadedManifests.AUTHENTICATED);
			for (int i = 0; i < 40; i++) {
				this.manifests.remote("idp", server.uri() + "?version=" + i);
				assertThat(threads.call(this::reload)).isTrue();
				earlier.add(new WeakReference<>(this.manifests.running().current()));
			}
			assertThat(threads.names()).hasSizeLessThanOrEqualTo(7);
			assertThat(server.hits()).isEqualTo(40);
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			System.gc();
			assertThat(earlier).filteredOn((configuration) -> configuration.get() != null)
				.extracting(WeakReference::get)
				.containsExactly(this.manifests.running().current());
		});
	}

	@Test
	void closeWhenSourcesAreRetiredThenTheyAreClosed() {
		OwnThreads threads = new OwnThreads("microgate-");
		try (JwksServer server = JwksServer.start().withKeys(List.of(KEY))) {
			this.manifests.remote("closed", server.uri());
			assertThat(threads.call(this::reload)).isTrue();
			this.manifests.without("closed.yaml");
			assertThat(threads.call(this::reload)).isTrue();
			assertThat(threads.names()).contains("microgate-jwks-timer", "microgate-reload");
			this.manifests.close();
			Awaitility.await().untilAsserted(() -> assertThat(threads.names()).isEmpty());
			this.manifests.policy("");
			assertThat(reload()).isFalse();
			assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		}
	}

}
