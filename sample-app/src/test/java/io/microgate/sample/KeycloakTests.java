package io.microgate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.microgate.sample.policy.ConfiguredKeys;
import io.microgate.sample.readme.ReadmeSection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample with a real Keycloak. Without {@code CI} in the environment it is skipped
 * where Keycloak cannot be fetched.
 */
@Tag("keycloak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTests {

	private static final Log logger = LogFactory.getLog(KeycloakTests.class);

	private static final Duration COOLDOWN = Duration.ofSeconds(5);

	/** From one refresh to the next. */
	private static final Duration REFRESH = Duration.ofSeconds(10);

	private static final Duration MAX_STALE = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int CLIENTS = 4;

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final Keycloak keycloak = new Keycloak(Path.of("target/keycloak-tests").toAbsolutePath(), this.port);

	private final Thread cleanup = new Thread(this::clean);

	private ConfigurableApplicationContext application;

	private RestClient client;

	/** Why there is no Keycloak. */
	private String missing;

	@BeforeAll
	void start() throws IOException, InterruptedException {
		this.missing = this.keycloak.run("fetch");
		if (this.missing != null && System.getenv("CI") == null) {
			return;
		}
		assertThat(this.missing).isNull();
		Runtime.getRuntime().addShutdownHook(this.cleanup);
		Instant start = Instant.now();
		this.keycloak.start();
		logger.info("Keycloak started in " + seconds(start));
		String cache = "--microgate.jwks.token-issuer.extensions.cache.";
		this.application = ConfiguredKeys.application(BookstoreApplication.class)
			.run("--server.port=0", "--spring.config.additional-location=file:external-issuer/keycloak/application.yml",
					"--KEYCLOAK_PORT=" + this.port, cache + "ttl=" + REFRESH.multipliedBy(2).toSeconds() + "s",
					cache + "refreshAhead=" + REFRESH.toSeconds() + "s",
					cache + "maxStale=" + MAX_STALE.toSeconds() + "s",
					cache + "unknownKeyCooldown=" + COOLDOWN.toSeconds() + "s");
		this.client = RestClient.create("http://localhost:" + applicationPort());
		String token = this.keycloak.token("alice");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(token)).isEqualTo(200));
	}

	/**
	 * Not in the method above, as a class that is skipped is reported without a reason.
	 */
	@BeforeEach
	void skipWithoutKeycloak() {
		Assumptions.assumeTrue(this.missing == null, () -> "Keycloak cannot be fetched: " + this.missing);
	}

	@AfterAll
	void stop() throws IOException, InterruptedException {
		if (this.application != null) {
			this.application.close();
		}
		this.keycloak.clean();
	}

	/** Where the tests are ended before their time. */
	private void clean() {
		try {
			this.keycloak.clean();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int applicationPort() {
		return ((WebServerApplicationContext) this.application).getWebServer().getPort();
	}

	private static String seconds(Instant start) {
		return "%.1f s".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
	}

	private int status(String token) {
		return this.client.get()
			.uri("/books/1")
			.headers((headers) -> headers.setBearerAuth(token))
			.exchange((request, response) -> response.getStatusCode())
			.value();
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		ReadmeSection section = ReadmeSection.of(Path.of("external-issuer/keycloak/README.md"), "Send requests");
		assertThat(section.requests()).hasSize(7);
		return new ReadmeSection(section.text().replace("localhost:8180", "localhost:" + this.port))
			.statusTests(applicationPort());
	}

	@Test
	void requestWhenKeyIsPublishedBeforeItSignsThenNoneIsRefused() {
		awaitCooldown();
		String before = this.keycloak.token("alice");
		try (Clients clients = new Clients(before)) {
			this.keycloak.addKey("announced", 200, false);
			assertThat(Keycloak.kid(this.keycloak.token("alice"))).isEqualTo(Keycloak.kid(before));
			awaitCooldown();
			this.keycloak.activateKey("announced", 200);
			clients.useNewKey(before);
			logger.info("Rotation with an announced key: " + clients.summary());
			assertThat(clients.refused).isEmpty();
		}
		this.keycloak.removeKey("announced");
	}

	@Test
	void requestWhenKeySignsAtOnceThenNoneIsRefusedAndOldKeyIsUntilNextRefreshAfterRemoval() {
		awaitCooldown();
		this.keycloak.addKey("old", 300, true);
		String before = this.keycloak.token("alice");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(before)).isEqualTo(200));
		awaitCooldown();
		try (Clients clients = new Clients(before)) {
			this.keycloak.addKey("new", 400, true);
			clients.useNewKey(before);
			logger.info("Rotation with a key that signs at once: " + clients.summary());
			assertThat(status(before)).isEqualTo(200);
			this.keycloak.removeKey("old");
			Instant removed = Instant.now();
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> status(before) == 401);
			logger.info("Tokens of the removed key were refused after " + seconds(removed));
			assertThat(Duration.between(removed, Instant.now())).isLessThan(REFRESH.multipliedBy(2));
			assertThat(clients.refused).isEmpty();
		}
		this.keycloak.removeKey("new");
	}

	@Test
	void requestWhenKeycloakIsDownThenKnownKeysServeUntilMaxStaleAndAgainAfterItsRestart()
			throws IOException, InterruptedException {
		String token = this.keycloak.token("alice");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(token)).isEqualTo(200));
		this.keycloak.stop();
		Instant stopped = Instant.now();
		assertThat(status(token)).isEqualTo(200);
		logger.info("Unknown key while Keycloak is down: " + status(strangersToken()));
		AtomicInteger served = new AtomicInteger();
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
			int status = status(token);
			assertThat(status).isIn(200, 503);
			served.addAndGet((status == 200) ? 1 : 0);
			return status == 503;
		});
		logger.info("Known keys served %d requests for %s after the stop".formatted(served.get(), seconds(stopped)));
		assertThat(Duration.between(stopped, Instant.now())).isBetween(MAX_STALE.minus(REFRESH.multipliedBy(2)),
				MAX_STALE.plus(REFRESH));
		assertThat(status(strangersToken())).isEqualTo(503);
		this.keycloak.start();
		Instant restarted = Instant.now();
		String after = this.keycloak.token("alice");
		assertThat(Keycloak.kid(after)).isEqualTo(Keycloak.kid(token));
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> status(after) == 200);
		logger.info("Tokens were accepted %s after the restart".formatted(seconds(restarted)));
		assertThat(Duration.between(restarted, Instant.now())).isLessThan(Duration.ofSeconds(65));
	}

	/** So that the next unknown key is fetched at once. */
	private static void awaitCooldown() {
		await().pollDelay(COOLDOWN.plusSeconds(1)).atMost(PATIENCE).until(() -> true);
	}

	private String strangersToken() {
		try {
			String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"stranger\"}";
			String claims = "{\"iss\":\"http://localhost:%d/realms/bookstore\",\"aud\":\"bookstore\",\"iat\":%d,\"exp\":%d}"
				.formatted(this.port, Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 60);
			Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
			String input = base64.encodeToString(header.getBytes()) + "." + base64.encodeToString(claims.getBytes());
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
			signature.update(input.getBytes());
			return input + "." + base64.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Clients that send the same token all the time, and a newer one when there is. */
	private final class Clients implements AutoCloseable {

		private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

		private final Queue<HttpStatusCode> refused = new ConcurrentLinkedQueue<>();

		private final AtomicInteger accepted = new AtomicInteger();

		private volatile String token;

		private volatile boolean done;

		Clients(String token) {
			this.token = token;
			for (int i = 0; i < CLIENTS; i++) {
				this.threads.submit(this::send);
			}
		}

		private void send() {
			while (!this.done) {
				int status = status(this.token);
				if (status == 200) {
					this.accepted.incrementAndGet();
				}
				else {
					this.refused.add(HttpStatusCode.valueOf(status));
				}
			}
		}

		/** Until each client has sent tokens of the new key many times. */
		void useNewKey(String before) {
			await().atMost(PATIENCE)
				.until(() -> !Keycloak.kid(KeycloakTests.this.keycloak.token("alice")).equals(Keycloak.kid(before)));
			this.token = KeycloakTests.this.keycloak.token("alice");
			int reached = this.accepted.get() + 50 * CLIENTS;
			await().atMost(PATIENCE).until(() -> this.accepted.get() > reached || !this.refused.isEmpty());
		}

		String summary() {
			return "%d requests accepted, %d refused %s".formatted(this.accepted.get(), this.refused.size(),
					this.refused.stream().distinct().toList());
		}

		@Override
		public void close() {
			this.done = true;
			this.threads.shutdown();
			try {
				assertThat(this.threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
