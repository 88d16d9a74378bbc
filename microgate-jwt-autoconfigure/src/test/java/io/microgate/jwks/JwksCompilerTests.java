package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.secret.Secrets;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JwksCompiler} and the remote source as it is composed by it, in real
 * time.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class JwksCompilerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** As long as several fetches of a source that is {@link #QUICK}. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	private static final JwksSpec.Cache QUICK = new JwksSpec.Cache("150ms", "100ms", "6h", "30s");

	private final JwksServer server = JwksServer.start().withKeys("a");

	private final OwnThreads threads = new OwnThreads("microgate-");

	private final JwksCompiler compiler = new JwksCompiler(null, Clock.systemUTC(), JwksListeners.NONE,
			KeySourceTimings.DEFAULTS);

	@AfterEach
	void close() {
		this.compiler.close();
		this.server.close();
	}

	private JwksSource compile(String name, JwksSpec.Cache cache, @Nullable TlsSpec tls) {
		return compile(name, cache, new JwksSpec.Remote(this.server.uri(), new JwksSpec.Timeouts("1s", "2s"), tls));
	}

	private JwksSource compile(String name, JwksSpec.Cache cache, JwksSpec.Remote remote) {
		JwksSpec spec = new JwksSpec(new JwksSpec.Provider(remote, null), RemoteSources.extensions(cache));
		Secrets none = new Secrets(Map.of(), new DefaultResourceLoader());
		return this.threads.call(() -> this.compiler.compile(name, spec, none));
	}

	private JwksSource compileLocal(String name, Secrets secrets) {
		return compileLocal(name, secrets, List.of("sig"));
	}

	private JwksSource compileLocal(String name, Secrets secrets, List<String> keyUse) {
		JwksSpec spec = new JwksSpec(new JwksSpec.Provider(null, new JwksSpec.Local(new Ref("secret"))),
				RemoteSources.extensions(QUICK, keyUse));
		return this.threads.call(() -> this.compiler.compile(name, spec, secrets));
	}

	/** The server of the application may have the keys. */
	@Test
	void compileWhenOnLoopbackThenFetchesWhenServerHasStarted() {
		CompletableFuture<Void> serverStart = new CompletableFuture<>();
		try (JwksCompiler waiting = new JwksCompiler(null, Clock.systemUTC(), JwksListeners.NONE,
				KeySourceTimings.DEFAULTS.after(serverStart))) {
			JwksSpec spec = new JwksSpec(
					new JwksSpec.Provider(
							new JwksSpec.Remote(this.server.uri(), new JwksSpec.Timeouts("1s", "2s"), null), null),
					RemoteSources.extensions(RemoteSources.CACHE));
			Secrets none = new Secrets(Map.of(), new DefaultResourceLoader());
			try (JwksSource source = this.threads.call(() -> waiting.compile("own", spec, none))) {
				CompletableFuture<?> firstAttempt = source.awaitFirstAttempt();
				assertThat(firstAttempt).isNotDone();
				assertThat(this.server.hits()).isZero();
				serverStart.complete(null);
				await().atMost(PATIENCE).until(() -> source.keys() != null);
				assertThat(this.server.hits()).isOne();
			}
		}
	}

	@Test
	void compileWhenRemoteThenFetchesInTheBackgroundAgainAndAgain() {
		try (JwksSource source = compile("again", QUICK, (TlsSpec) null)) {
			assertThat(source.name()).isEqualTo("again");
			await().atMost(PATIENCE).until(() -> this.server.hits() >= 3);
			this.server.withKeys("b");
			await().atMost(PATIENCE).until(() -> source.keys() != null && source.keys().hasKid("b"));
			assertThat(source.keys().hasKid("a")).isFalse();
		}
	}

	@Test
	void closeWhenRemoteThenNothingFollowsAndWithTheCompilerNoThreadIsLeft() {
		JwksSource source = compile("threads", QUICK, (TlsSpec) null);
		await().atMost(PATIENCE).until(() -> this.server.hits() >= 2);
		assertThat(this.threads.names()).contains("microgate-jwks-timer", "microgate-jwks-worker-1");
		source.close();
		source.close();
		// A fetch that was on its way when the source was closed may still arrive
		int hits = this.server.hits() + 1;
		await().during(QUIET).atMost(PATIENCE).until(() -> this.server.hits() <= hits);
		this.compiler.close();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.threads.names()).isEmpty());
	}

	@Test
	void closeWhenFetchHangsThenNoThreadIsLeft() {
		this.server.withSilence();
		JwksSource source = compile("hanging", QUICK, (TlsSpec) null);
		await().atMost(PATIENCE).until(() -> this.server.hits() == 1);
		source.close();
		this.compiler.close();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.threads.names()).isEmpty());
	}

	@Test
	void closeWhenLocalThenNoThreadIsLeft(@TempDir Path directory) {
		JwksSource source = compileLocal("following",
				new Secrets(Map.of("secret", directory.toUri().toString()), new DefaultResourceLoader()));
		assertThat(this.threads.names()).containsExactly("microgate-jwks-timer");
		source.close();
		source.close();
		this.compiler.close();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.threads.names()).isEmpty());
	}

	@Test
	void compileWhenSecretIsInMemoryThenReadOnce() {
		byte[] keys = JwksDocuments.withKids("a").getBytes(StandardCharsets.UTF_8);
		try (JwksSource source = compileInMemory(Map.of("jwks.json", keys))) {
			assertThat(source.state().usable()).isTrue();
			assertThat(this.threads.names()).isEmpty();
		}
		try (JwksSource source = compileInMemory(Map.of("other.json", keys))) {
			assertThat(source.state().usable()).isFalse();
			assertThat(source.state().lastError()).isEqualTo("'jwks.json' is absent");
		}
	}

	private JwksSource compileInMemory(Map<String, byte[]> content) {
		return compileLocal("in-memory", new Secrets(Map.of(), Map.of("secret", content), new DefaultResourceLoader()));
	}

	@Test
	void compileWhenKeyUseThenLocalKeysOfThatUseAreTaken() {
		byte[] keys = TestSigningKey.json(TestSigningKey.ec("svid", "secp256r1").jwk("use", "jwt-svid"));
		Secrets secrets = new Secrets(Map.of(), Map.of("secret", Map.of("jwks.json", keys)),
				new DefaultResourceLoader());
		try (JwksSource source = compileLocal("svid", secrets, List.of("jwt-svid"))) {
			assertThat(source.state().keyIds()).containsExactly("svid");
		}
		try (JwksSource source = compileLocal("plain", secrets)) {
			assertThat(source.state().lastError())
				.isEqualTo("'jwks.json' is not usable: The JWK set has no usable key: "
						+ "JWK 'svid' is not used: it has a 'use' other than 'sig', see 'extensions.keyUse'");
		}
	}

	@Test
	void compileWhenVerificationIsDisabledThenLoudWarning(CapturedOutput output) {
		TlsSpec tls = new TlsSpec(new TlsSpec.CertificateVerification(new Marker(), null, null), null, null);
		compile("careless", RemoteSources.CACHE, tls).close();
		assertThat(output).containsOnlyOnce("WARN").contains("JWKS 'careless' does NOT verify");
	}

	@Test
	void compileWhenUriIsNoneThenError() {
		JwksSpec.Remote remote = new JwksSpec.Remote("http://", new JwksSpec.Timeouts("1s", "2s"), null);
		assertThatIllegalArgumentException().isThrownBy(() -> compile("none", RemoteSources.CACHE, remote));
	}

}
