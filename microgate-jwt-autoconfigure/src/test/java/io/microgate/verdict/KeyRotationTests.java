package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keys rotate and are removed while many clients send tokens.
 */
@Tag("server")
abstract class KeyRotationTests {

	private static final int CLIENTS = 16;

	private static final int ROTATIONS = 4;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Longer than the cooldown. */
	private static final Duration LEAD = Duration.ofSeconds(1);

	private static final String CACHE = "{ttl: 10m, unknownKeyCooldown: 200ms}";

	private final TestStack stack;

	private final JwksServer server = JwksServer.start();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	KeyRotationTests(TestStack stack) {
		this.stack = stack;
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private KeyApplication start(Path directory) throws IOException {
		return KeyApplication.start(this.stack, directory,
				Map.of("idp", KeyApplication.remote(this.server.uri(), "15s", CACHE)));
	}

	@Test
	void requestWhenKeysRotateUnderLoadThenNoGoodTokenIsRefused(@TempDir Path directory) throws IOException {
		Issuer issuer = new Issuer();
		this.server.withKeys(List.of(issuer.current.key));
		try (KeyApplication application = start(directory);
				Clients clients = new Clients(CLIENTS, (client) -> issuer.send(application, this.wrong))) {
			await().atMost(PATIENCE).until(() -> issuer.current.served.get() > 0);
			for (int i = 0; i < ROTATIONS; i++) {
				rotate(issuer);
			}
			assertThat(clients.areRunning()).isTrue();
		}
		assertThat(this.wrong).isEmpty();
		assertThat(this.server.hits()).as("one for each new key; one more where that takes longer than the cooldown")
			.isBetween(1 + ROTATIONS, 1 + 2 * ROTATIONS);
	}

	private void rotate(Issuer issuer) {
		Generation previous = issuer.current;
		Generation next = new Generation();
		this.server.withKeys(List.of(previous.key, next.key));
		await().pollDelay(LEAD).until(() -> true);
		issuer.current = next;
		await().atMost(PATIENCE).until(() -> next.served.get() > CLIENTS && previous.underWay.get() == 0);
		this.server.withKeys(List.of(next.key));
	}

	@Test
	void requestWhenKeyIsRemovedUnderLoadThenNoneOfItsTokensIsAccepted(@TempDir Path directory) throws IOException {
		TestSigningKey staying = key();
		TestSigningKey leaving = key();
		TestSigningKey coming = key();
		AtomicBoolean removed = new AtomicBoolean();
		AtomicInteger triesAfterwards = new AtomicInteger();
		this.server.withKeys(List.of(staying, leaving));
		String same = KeyApplication.token(leaving);
		try (KeyApplication application = start(directory); Clients clients = new Clients(CLIENTS, (client) -> {
			expect(application, KeyApplication.token(staying), 200);
			boolean refused = removed.get();
			int status = application.status("idp", (client % 2 == 0) ? same : KeyApplication.token(leaving));
			if (refused) {
				triesAfterwards.incrementAndGet();
				this.wrong.addAll((status != 401) ? List.of("removed key: " + status) : List.of());
			}
		})) {
			await().pollDelay(LEAD).until(() -> application.status("idp", same) == 200);
			this.server.withKeys(List.of(staying, coming));
			expect(application, KeyApplication.token(coming), 200);
			removed.set(true);
			await().atMost(PATIENCE).until(() -> triesAfterwards.get() > 10 * CLIENTS);
			assertThat(clients.areRunning()).isTrue();
		}
		assertThat(this.wrong).isEmpty();
	}

	private void expect(KeyApplication application, String token, int expected) {
		int status = application.status("idp", token);
		if (status != expected) {
			this.wrong.add("expected " + expected + ", was " + status);
		}
	}

	private static TestSigningKey key() {
		return TestSigningKey.ec("kid-" + System.nanoTime(), "secp256r1");
	}

	/** Signs with one key at a time. */
	private static final class Issuer {

		private volatile Generation current = new Generation();

		void send(KeyApplication application, Queue<String> wrong) {
			Generation generation = this.current;
			generation.underWay.incrementAndGet();
			if (generation == this.current) {
				int status = application.status("idp", KeyApplication.token(generation.key));
				wrong.addAll((status != 200) ? List.of("good token: " + status) : List.of());
				generation.served.incrementAndGet();
			}
			generation.underWay.decrementAndGet();
		}

	}

	/** A key, and its tokens. It may be withdrawn when none is under way any more. */
	private static final class Generation {

		private final TestSigningKey key = key();

		private final AtomicInteger underWay = new AtomicInteger();

		private final AtomicInteger served = new AtomicInteger();

	}

}
