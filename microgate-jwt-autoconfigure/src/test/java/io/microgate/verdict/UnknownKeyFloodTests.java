package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client sends tokens with invented key IDs.
 */
@Tag("server")
abstract class UnknownKeyFloodTests {

	private static final int ATTACKERS = 12;

	private static final int GOOD_CLIENTS = 2;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final TestStack stack;

	private final int flood;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final JwksServer server = JwksServer.start().withKeys(List.of(this.key));

	UnknownKeyFloodTests(TestStack stack, int flood) {
		this.stack = stack;
		this.flood = flood;
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void requestWhenKidsAreInventedThenOneFetchPerCooldownAndGoodTokensAreServed(@TempDir Path directory)
			throws IOException {
		Map<String, String> specs = Map.of("idp",
				KeyApplication.remote(this.server.uri(), "30s", "{unknownKeyCooldown: 30s}"));
		Set<Integer> answersToGood = ConcurrentHashMap.newKeySet();
		Set<Integer> answersToInvented = ConcurrentHashMap.newKeySet();
		ConcurrentLinkedQueue<String> invented = new ConcurrentLinkedQueue<>();
		AtomicInteger sent = new AtomicInteger();
		try (KeyApplication application = KeyApplication.startClocked(this.stack, directory, specs)) {
			String good = KeyApplication.token(this.key);
			assertThat(application.status("idp", good)).isEqualTo(200);
			for (int i = 0; i < this.flood; i++) {
				invented.add(invented(good));
			}
			try (Clients goodClients = new Clients(GOOD_CLIENTS,
					(client) -> answersToGood.add(application.status("idp", good)));
					Clients attackers = new Clients(ATTACKERS, (client) -> {
						String token = invented.poll();
						if (token != null) {
							answersToInvented.add(application.status("idp", token));
							sent.incrementAndGet();
						}
					})) {
				await().atMost(PATIENCE).until(() -> sent.get() >= this.flood / 2);
				application.clock().advance(Duration.ofSeconds(30));
				await().atMost(PATIENCE).until(() -> sent.get() == this.flood);
				assertThat(goodClients.areRunning() && attackers.areRunning()).isTrue();
			}
			assertThat(this.server.hits()).isEqualTo(1 + 2);
			assertThat(count(application, "fetched")).isEqualTo(2);
			assertThat(count(application, "joined") + count(application, "suppressed")).isEqualTo(this.flood - 2);
		}
		assertThat(answersToGood).containsExactly(200);
		assertThat(answersToInvented).containsExactly(401);
	}

	/** Like a good token, but for the key id. The signature is never looked at. */
	private static String invented(String good) {
		String header = "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(UUID.randomUUID());
		return TokenForge.base64(header) + good.substring(good.indexOf('.'));
	}

	private static double count(KeyApplication application, String outcome) {
		return application.bean(MeterRegistry.class)
			.find("microgate.jwks.unknown.key")
			.tag("outcome", outcome)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
