package io.microgate.verdict;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpHandler;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests while scheduled fetches fail, and when they succeed again.
 */
@Tag("server")
abstract class KeyOutageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Duration MAX_STALE = Duration.ofHours(6);

	private final TestStack stack;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final String token = KeyApplication.token(this.key);

	private final Map<KeyFault, JwksServer> servers = new EnumMap<>(KeyFault.class);

	KeyOutageTests(TestStack stack) {
		this.stack = stack;
	}

	@AfterEach
	void stop() {
		this.servers.values().forEach(JwksServer::close);
	}

	private static String name(KeyFault fault) {
		return fault.name().toLowerCase(Locale.ROOT);
	}

	private KeyApplication start(Path directory, String cache) throws IOException {
		Map<String, String> specs = new HashMap<>();
		for (KeyFault fault : KeyFault.values()) {
			JwksServer server = JwksServer.start().withKeys(List.of(this.key));
			this.servers.put(fault, server);
			specs.put(name(fault), KeyApplication.remote(server.uri(), "4s", cache));
		}
		return KeyApplication.startClocked(this.stack, directory, specs);
	}

	private void assertStatus(KeyApplication application, int status) {
		assertThat(KeyFault.values())
			.allSatisfy((fault) -> assertThat(application.status(name(fault), this.token)).isEqualTo(status));
	}

	@Test
	void requestWhenOutageLastsThenServedUntilMaxStaleThenUnavailableUntilItEnds(@TempDir Path directory)
			throws IOException {
		try (KeyApplication application = start(directory, "{ttl: 2s, refreshAhead: 1s, maxStale: 6h}")) {
			await().atMost(PATIENCE).untilAsserted(() -> assertStatus(application, 200));
			this.servers.forEach(KeyFault::befall);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(KeyFault.values())
					.allSatisfy((fault) -> assertThat(application.source(name(fault)).state().lastError()).isNotNull()
						.startsWith(fault.error())));
			application.clock().advance(MAX_STALE);
			assertStatus(application, 200);
			application.clock().advance(Duration.ofMillis(1));
			assertThat(KeyFault.values())
				.allSatisfy((fault) -> assertUnavailable(application.get(name(fault), this.token)));
			mend();
			await().atMost(PATIENCE).untilAsserted(() -> assertStatus(application, 200));
		}
	}

	private static void assertUnavailable(HttpResponse<Void> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().allValues("Retry-After")).singleElement()
			.satisfies((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
		assertThat(response.headers().allValues("WWW-Authenticate")).isEmpty();
	}

	private void mend() {
		this.servers
			.replaceAll((fault, server) -> ((fault == KeyFault.REFUSED) ? JwksServer.startAt(server.port()) : server)
				.withKeys(List.of(this.key)));
	}

	@Test
	void requestWhenProviderFlapsThenAlwaysServedAndFetchesStayRare(@TempDir Path directory) throws IOException {
		try (JwksServer server = JwksServer.start().withKeys(List.of(this.key));
				KeyApplication application = KeyApplication.start(this.stack, directory, Map.of("flapping",
						KeyApplication.remote(server.uri(), "15s", "{ttl: 2s, refreshAhead: 1900ms, maxStale: 5m}")))) {
			assertThat(application.status("flapping", this.token)).isEqualTo(200);
			long start = System.nanoTime();
			server.with(flapping(TestSigningKey.json(this.key.jwk())));
			int before = server.hits();
			while (server.hits() < before + 6) {
				assertThat(application.status("flapping", this.token)).isEqualTo(200);
			}
			Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
			assertThat(server.hits() - before).as("a retry comes after 800 ms, a refresh after 100 ms")
				.isLessThanOrEqualTo(2 + 2 * (int) (elapsed.toMillis() / 900 + 1));
		}
	}

	private static HttpHandler flapping(byte[] good) {
		AtomicInteger fetches = new AtomicInteger();
		return (exchange) -> JwksServer.respond(exchange, (fetches.incrementAndGet() % 2 == 0) ? 200 : 500, good);
	}

}
