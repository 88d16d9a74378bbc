package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code discovery}: keys come from where a metadata document says.
 */
@Tag("server")
class FetchDiscoveryTests {

	private static final String ISSUER = "https://idp.example.com";

	private final JwksServer server = JwksServer.start().with(this::answer);

	private final List<String> paths = new CopyOnWriteArrayList<>();

	private volatile String metadata = "";

	private volatile boolean metadataHangs;

	private FetchTrial trial;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.trial = new FetchTrial(directory).discovering(ISSUER);
		this.metadata = metadata("/keys-1");
	}

	@AfterEach
	void close() {
		this.trial.close();
		this.server.close();
	}

	private String metadata(String path) {
		return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, uri(path));
	}

	private String uri(String path) {
		return "http://localhost:" + this.server.port() + path;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.paths.add(path);
		if (path.equals("/metadata") && this.metadataHangs) {
			this.server.awaitClose();
		}
		String body = path.equals("/metadata") ? this.metadata
				: path.startsWith("/keys-") ? JwksDocuments.withKids(path.substring(6)) : "";
		JwksServer.respond(exchange, body.isEmpty() ? 404 : 200, body.getBytes(UTF_8));
	}

	@Test
	void fetchWhenScheduledThenDocumentIsReadAgainAndForUnknownKeyNot() {
		this.trial.at(uri("/metadata"));
		assertThat(this.trial.fetch(false)).as("first").isEqualTo("[1]");
		assertThat(this.paths).containsExactly("/metadata", "/keys-1");
		this.metadata = metadata("/keys-2");
		assertThat(this.trial.fetch(false)).as("unknown key").isEqualTo("[1]");
		assertThat(this.paths).endsWith("/keys-1").hasSize(3);
		assertThat(this.trial.fetch(true)).as("scheduled").isEqualTo("[2]");
		assertThat(this.paths).endsWith("/metadata", "/keys-2");
	}

	@Test
	void fetchWhenDocumentFailsLaterThenLastUriServesAndStateSaysWhy() {
		this.trial.at(uri("/metadata"));
		assertThat(this.trial.fetch()).isEqualTo("[1]");
		assertThat(this.trial.fetcher().failure()).isNull();
		for (String broken : List.of("", "{}",
				"{\"issuer\":\"https://evil\",\"jwks_uri\":\"%s\"}".formatted(uri("/keys-2")),
				metadata("/keys-2").replace("localhost", "169.254.169.254"))) {
			this.metadata = broken;
			assertThat(this.trial.fetch()).isEqualTo("[1]");
			assertThat(this.trial.fetch()).isEqualTo("[1]");
			assertThat(this.trial.fetcher().failure())
				.startsWith(
						"the discovery document is not used, its last jwks_uri %s serves: ".formatted(uri("/keys-1")))
				.contains(uri("/metadata"));
		}
		assertThat(this.trial.log()).as("each reason once").hasSize(4);
		this.metadata = metadata("/keys-2");
		assertThat(this.trial.fetch()).isEqualTo("[2]");
		assertThat(this.trial.fetcher().failure()).isNull();
	}

	@Test
	void fetchWhenDocumentHangsLaterThenLastUriServesWithinMaxDuration() {
		this.trial.within("4s").at(uri("/metadata"));
		assertThat(this.trial.fetch()).isEqualTo("[1]");
		this.metadataHangs = true;
		assertThat(this.trial.fetch()).isEqualTo("[1]");
		assertThat(this.trial.fetcher().failure())
			.contains("no complete answer within half of 'maxDuration' (" + uri("/metadata"));
	}

	@Test
	void fetchWhenDocumentHangsFirstThenEndsAtDeadline() {
		this.metadataHangs = true;
		this.trial.within("1s").at(uri("/metadata"));
		assertThat(this.trial.fetch())
			.isEqualTo("no complete answer within 'maxDuration' (%s)".formatted(uri("/metadata")));
		assertThat(this.paths).containsExactly("/metadata");
	}

	@Test
	void fetchWhenKeysAreMissingThenNamesBothUris() {
		this.metadata = metadata("/none");
		assertThat(this.trial.at(uri("/metadata")).fetch())
			.isEqualTo("the answer has status 404 (%s, the jwks_uri of %s)".formatted(uri("/none"), uri("/metadata")));
	}

	@Test
	void fetchWhenDocumentIsMissingThenSaysWhereItUsuallyIs() {
		assertThat(this.trial.at(uri("/")).fetch()).startsWith("the answer has status 404 (%s). ".formatted(uri("/")))
			.contains("/.well-known/openid-configuration");
	}

	@Test
	void fetchWhenRedirectedThenNotFollowed() {
		this.server.with((exchange) -> {
			exchange.getResponseHeaders().set("Location", uri("/metadata"));
			JwksServer.respond(exchange, 302, new byte[0]);
		});
		assertThat(this.trial.at(uri("/old")).fetch())
			.startsWith("the answer has status 302, Location '%s' (%s). ".formatted(uri("/metadata"), uri("/old")));
		assertThat(this.server.hits()).isEqualTo(1);
	}

	@Test
	void fetchWhenDocumentIsHugeThenRefused() {
		this.metadata = " ".repeat(DocumentBody.MAX_BYTES) + metadata("/keys-1");
		assertThat(this.trial.at(uri("/metadata")).fetch()).startsWith("the answer is longer than 1 MiB (");
	}

	@Test
	void fetchWhenAnotherHostIsNamedThenItIsNotAsked() {
		try (JwksServer other = JwksServer.start().withKeys("evil")) {
			this.metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, other.uri());
			assertThat(this.trial.at(uri("/metadata")).fetch())
				.startsWith("the jwks_uri %s of the discovery document must be at the host and port of 'uri' (%s). If"
					.formatted(other.uri(), uri("/metadata")));
			assertThat(other.hits()).isZero();
			assertThat(this.trial.discovering(ISSUER, "localhost:" + other.port()).at(uri("/metadata")).fetch())
				.isEqualTo("[evil]");
		}
	}

	@Test
	void fetchWhenPlainDocumentNamesKeysOverHttpsThenCertificateIsVerified() throws Exception {
		try (JwksServer keys = JwksServer.startTls(TestPki.LOCALHOST.serverContext()).withKeys("tls")) {
			this.metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, keys.uri());
			this.trial.discovering(ISSUER, "localhost:" + keys.port());
			assertThat(this.trial.at(uri("/metadata")).fetch())
				.startsWith("TLS failed: unable to find valid certification path");
			assertThat(this.trial.trustingRoot().at(uri("/metadata")).fetch()).isEqualTo("[tls]");
		}
	}

	/**
	 * A fetch for an unknown key never takes the place of the refresh of the document.
	 */
	@Test
	void refreshWhenUnknownKeyFetchIsUnderWayThenDocumentIsReadAllTheSame(@TempDir Path directory) {
		RecordingTimer timer = new RecordingTimer();
		FetchTrial discovering = this.trial.at(uri("/metadata"));
		RemoteJwksSource source = new RemoteJwksSource(
				new FetchedKeys("test", RemoteSources.DEFAULTS, new MutableClock(), JwksListeners.NONE),
				discovering.fetcher(),
				new FetchSchedule(RemoteSources.DEFAULTS, Duration.ofSeconds(1), new MutableClock(), timer),
				new KeyWaiters(Duration.ofSeconds(5), Duration.ofSeconds(5), timer), JwksListeners.NONE);
		source.fetchScheduled();
		await().atMost(Duration.ofSeconds(60)).until(() -> source.keys() != null);
		source.fetchUnknownKey();
		source.fetchScheduled();
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.paths).containsExactly("/metadata", "/keys-1", "/keys-1", "/metadata",
					"/keys-1"));
		source.close();
		timer.shutdownNow();
	}

}
