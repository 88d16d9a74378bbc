package io.microgate.jwks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.secret.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A hundred remote JWKS: what they cost in threads, and that none waits for another.
 */
@Tag("server")
class ManyJwksTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final OwnThreads threads = new OwnThreads("microgate-", "HttpClient-");

	private final JwksCompiler compiler = new JwksCompiler(null, Clock.systemUTC(), JwksListeners.NONE,
			KeySourceTimings.DEFAULTS);

	private final List<JwksSource> sources = new ArrayList<>();

	private final JwksServer silent = JwksServer.start().withSilence();

	private final JwksServer healthy = JwksServer.start().withKeys("a");

	@AfterEach
	void close() {
		closeSources();
		this.silent.close();
		this.healthy.close();
	}

	private void closeSources() {
		this.sources.forEach(JwksSource::close);
		this.compiler.close();
	}

	private JwksSource compile(String uri, String maxDuration) {
		JwksSpec.Remote remote = new JwksSpec.Remote(uri, new JwksSpec.Timeouts("30s", maxDuration), null);
		JwksSpec spec = new JwksSpec(new JwksSpec.Provider(remote, null),
				RemoteSources.extensions(RemoteSources.CACHE));
		JwksSource source = this.compiler.compile("jwks-" + this.sources.size(), spec,
				new Secrets(Map.of(), new DefaultResourceLoader()));
		this.sources.add(source);
		return source;
	}

	private List<JwksSource> compile(int count, String uri, String maxDuration) {
		return this.threads.call(() -> {
			for (int i = 0; i < count; i++) {
				compile(uri + "?number=" + i, maxDuration);
			}
			return this.sources;
		});
	}

	@Test
	void compileWhenAllAnswerThenAtMostTenThreadsAndNoneWhenClosed() {
		compile(100, this.healthy.uri(), "15s");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sources).allMatch((source) -> source.keys() != null));
		assertThat(this.threads.names()).contains("microgate-jwks-timer").hasSizeLessThanOrEqualTo(10);
		closeSources();
		this.sources.clear();
		awaitNoThread();
	}

	/** Some do not answer a request, some not even the handshake. */
	@Test
	void compileWhenAllButOneHangThenItHasKeysAndAtMostTenThreads() throws IOException {
		try (ServerSocket mute = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
			compile(50, this.silent.uri(), "60s");
			compile(49, "https://localhost:" + mute.getLocalPort() + "/jwks", "60s");
			await().atMost(PATIENCE).until(() -> this.silent.hits() == 50);
			JwksSource late = compile(1, this.healthy.uri(), "60s").get(99);
			assertThat(late.awaitFirstAttempt()).succeedsWithin(Duration.ofSeconds(2))
				.isEqualTo(JwksSource.WaitOutcome.ENDED);
			assertThat(late.keys()).isNotNull();
			assertThat(this.sources.subList(0, 99)).noneMatch((source) -> source.state().attempted());
			assertThat(this.threads.names()).hasSizeLessThanOrEqualTo(10);
			closeSources();
			this.sources.clear();
			awaitNoThread();
		}
	}

	@Test
	void compileWhenAllHangThenEachEndsWithinItsOwnDeadline() {
		compile(50, this.silent.uri(), "1s");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sources)
				.extracting((source) -> RemoteSources.withoutUri(source.state().lastError()))
				.containsOnly("no complete answer within 'maxDuration'"));
	}

	/** The JVM ends the thread of an HTTP client when it finds that it is not in use. */
	private void awaitNoThread() {
		await().atMost(PATIENCE).untilAsserted(() -> {
			System.gc();
			assertThat(this.threads.names()).isEmpty();
		});
	}

}
