package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests while an identity provider fails a fetch that an unknown key has caused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class KeyFaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration COOLDOWN = Duration.ofSeconds(30);

	/** Time enough for all faults but those that hang. */
	private static final Duration MAX_WAIT = Duration.ofSeconds(3);

	/** Longer than a request waits. */
	private static final String MAX_DURATION = "6s";

	private final TestStack stack;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final TestSigningKey next = TestSigningKey.ec("next", "secp256r1");

	private final TestSigningKey stranger = TestSigningKey.ec("stranger", "secp256r1");

	private final Map<KeyFault, JwksServer> servers = new EnumMap<>(KeyFault.class);

	private final JwksServer never = JwksServer.start().withSilence();

	private KeyApplication application;

	KeyFaultTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		Map<String, String> specs = new HashMap<>();
		for (KeyFault fault : KeyFault.values()) {
			JwksServer server = JwksServer.start().withKeys(List.of(this.key));
			this.servers.put(fault, server);
			specs.put(name(fault), KeyApplication.remote(server.uri(), MAX_DURATION, "{ttl: 10m}"));
		}
		specs.put("never", KeyApplication.remote(this.never.uri(), "60s", "{ttl: 10m}"));
		this.application = KeyApplication.startClocked(this.stack, directory, specs, MAX_WAIT);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.servers.values().forEach(JwksServer::close);
		this.never.close();
	}

	private static String name(KeyFault fault) {
		return fault.name().toLowerCase(Locale.ROOT);
	}

	private int status(KeyFault fault, TestSigningKey key) {
		return this.application.status(name(fault), KeyApplication.token(key));
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenFetchFailsThenGoodTokensAreServedAndNothingIsFetchedAgain(KeyFault fault) {
		JwksServer server = this.servers.get(fault);
		JwksSource source = this.application.source(name(fault));
		assertThat(status(fault, this.key)).isEqualTo(200);
		fault.befall(server);
		assertThat(status(fault, this.stranger)).isEqualTo(fault.hangs() ? 503 : 401);
		assertThat(status(fault, this.key)).isEqualTo(200);
		await().atMost(PATIENCE).until(() -> source.state().lastError() != null);
		assertThat(source.state().lastError()).startsWith(fault.error());
		for (int i = 0; i < 20; i++) {
			assertThat(status(fault, this.stranger)).isEqualTo(401);
			assertThat(status(fault, this.key)).isEqualTo(200);
		}
		assertThat(server.hits()).isEqualTo((fault == KeyFault.REFUSED) ? 1 : 2);
		assertThat(source.state().usable()).isTrue();
		assertHealedByTheNextFetch(fault, server);
	}

	private void assertHealedByTheNextFetch(KeyFault fault, JwksServer server) {
		JwksServer healthy = (fault == KeyFault.REFUSED) ? JwksServer.startAt(server.port()) : server;
		this.servers.put(fault, healthy);
		int hits = healthy.hits();
		healthy.withKeys(List.of(this.key, this.next));
		this.application.clock().advance(COOLDOWN);
		assertThat(status(fault, this.next)).isEqualTo(200);
		assertThat(this.application.source(name(fault)).state().lastError()).isNull();
		assertThat(healthy.hits()).isEqualTo(hits + 1);
	}

	@Test
	void requestWhenTheFirstFetchHangsThenUnavailableBeforeTheFetchEnds() {
		assertThat(this.application.get("never", KeyApplication.token(this.key))).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
		});
		assertThat(this.never.hits()).isOne();
	}

}
