package io.microgate.jwks;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.microgate.jose.VerificationKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link JwksFetcher} over real connections.
 */
@Tag("server")
class JwksFetcherTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final byte[] BOMB = new byte[50 * 1024 * 1024];

	private final JwksServer server = JwksServer.start();

	private final KeySourceThreads threads = new KeySourceThreads();

	private JwksFetcher fetcher = fetcher("15s");

	@AfterEach
	void close() {
		this.fetcher.close();
		this.threads.close();
		this.server.close();
	}

	private JwksFetcher fetcher(String maxDuration) {
		return RemoteSources.fetcher(RemoteSources.spec(this.server.uri(), maxDuration), this.threads);
	}

	private String failure() {
		return RemoteSources.failure(this.fetcher);
	}

	@Test
	void fetchWhenKeySetThenKeys() {
		this.server.withKeys("a", "b");
		assertThat(this.fetcher.fetch(true)).succeedsWithin(PATIENCE)
			.satisfies((fetched) -> assertThat(fetched.keys().keys()).extracting(VerificationKey::kid)
				.containsExactly("a", "b"));
	}

	@Test
	void fetchWhenSentThenAsksForNoEncodingAndNoUpgrade() {
		failure();
		assertThat(this.server.requests()).singleElement().satisfies((headers) -> {
			assertThat(headers.keySet()).doesNotContain("Accept-encoding", "Upgrade", "Authorization", "Cookie");
			assertThat(headers.getFirst("Accept")).contains("application/json");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity", "utf-8", "" })
	void fetchWhenEncodingDoesNotEncodeThenKeys(String encoding) {
		this.server.with((exchange) -> encoded(exchange, encoding, bytes(JwksDocuments.withKids("a"))));
		assertThat(failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenGzipThenKeys() {
		this.server.with((exchange) -> encoded(exchange, "gzip", KeySetShape.gzip(padded(DocumentBody.MAX_BYTES))));
		assertThat(failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenExactlyOneMebibyteThenKeys() {
		this.server.with((exchange) -> JwksServer.respond(exchange, 200, padded(DocumentBody.MAX_BYTES)));
		assertThat(failure()).isEqualTo("none");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedAnswers")
	void fetchWhenAnswerIsNoKeySetThenFails(String name, HttpHandler handler, String failure) {
		this.server.with(handler);
		assertThat(failure()).startsWith(failure);
		this.server.withKeys("a");
		assertThat(failure()).as("next fetch").isEqualTo("none");
	}

	static Stream<Arguments> refusedAnswers() {
		String good = JwksDocuments.withKids("a");
		return Stream.of(refused("error", 500, good, "the answer has status 500"),
				refused("not found", 404, good, "the answer has status 404"),
				refused("other success", 203, good, "the answer has status 203"),
				refused("html", 200, "<html><body>Sign in</body></html>", "this is an HTML page"),
				refused("no body", 200, "", "the answer has an empty body"),
				refused("no set", 200, "{}", "The JWK set"),
				refused("empty set", 200, "{\"keys\":[]}", "The JWK set has no keys"),
				arguments("brotli", (HttpHandler) (exchange) -> encoded(exchange, "br", bytes(good)),
						"the answer has the Content-Encoding 'br'"),
				arguments("bomb", (HttpHandler) (exchange) -> encoded(exchange, "gzip", KeySetShape.gzip(BOMB)),
						"the answer is longer than 1 MiB when it is unpacked"),
				arguments("more than 1 MiB of gzip",
						(HttpHandler) (exchange) -> encoded(exchange, "gzip", new byte[DocumentBody.MAX_BYTES + 1]),
						"the answer is longer than 1 MiB"),
				arguments("too long", (HttpHandler) (exchange) -> JwksServer.respond(exchange, 200,
						padded(DocumentBody.MAX_BYTES + 1)), "the answer is longer than 1 MiB"));
	}

	private static Arguments refused(String name, int status, String body, String failure) {
		return arguments(name, (HttpHandler) (exchange) -> JwksServer.respond(exchange, status, body.getBytes(UTF_8)),
				failure);
	}

	@ParameterizedTest
	@MethodSource("redirects")
	void fetchWhenRedirectThenNotFollowed(int status) {
		try (JwksServer other = JwksServer.start().withKeys("evil")) {
			this.server.with((exchange) -> {
				exchange.getResponseHeaders().set("Location", other.uri());
				JwksServer.respond(exchange, status, new byte[0]);
			});
			assertThat(failure())
				.startsWith("the answer has status %d, Location '%s'. Redirects".formatted(status, other.uri()));
			assertThat(other.hits()).isZero();
		}
	}

	static Stream<Integer> redirects() {
		return Stream.of(301, 302, 303, 307, 308);
	}

	@Test
	void fetchWhenEndlessThenReadingStops() {
		AtomicBoolean brokenOff = new AtomicBoolean();
		this.server.with((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream body = exchange.getResponseBody()) {
				while (true) {
					body.write(new byte[64 * 1024]);
				}
			}
			catch (IOException ex) {
				brokenOff.set(true);
			}
		});
		assertThat(failure()).isEqualTo("the answer is longer than 1 MiB");
		await().atMost(PATIENCE).untilTrue(brokenOff);
	}

	@Test
	void fetchWhenErrorBodyIsEndlessThenNotRead() {
		this.server.with((exchange) -> {
			exchange.sendResponseHeaders(500, 0);
			exchange.getResponseBody().write('x');
			exchange.getResponseBody().flush();
			this.server.awaitClose();
		});
		assertThat(failure()).isEqualTo("the answer has status 500");
	}

	@Test
	void fetchWhenSilentThenEndsAtDeadline() {
		this.fetcher = fetcher("300ms");
		this.server.withSilence();
		assertThat(failure()).isEqualTo("no complete answer within 'maxDuration'");
	}

	@Test
	void fetchWhenBodyStallsThenEndsAtDeadline() {
		this.fetcher = fetcher("300ms");
		this.server.with((exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			this.server.awaitClose();
		});
		assertThat(failure()).isEqualTo("no complete answer within 'maxDuration'");
	}

	@Test
	void fetchWhenBodyDripsThenEndsAtDeadlineAndConnectionIsClosed() {
		this.fetcher = fetcher("300ms");
		AtomicBoolean brokenOff = new AtomicBoolean();
		this.server.with((exchange) -> dripUntilBrokenOff(exchange, brokenOff));
		assertThat(failure()).isEqualTo("no complete answer within 'maxDuration'");
		await().atMost(PATIENCE).untilTrue(brokenOff);
	}

	private static void dripUntilBrokenOff(HttpExchange exchange, AtomicBoolean brokenOff) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		try {
			while (true) {
				exchange.getResponseBody().write(' ');
				exchange.getResponseBody().flush();
				await().pollDelay(Duration.ofMillis(20)).until(() -> true);
			}
		}
		catch (IOException ex) {
			brokenOff.set(true);
		}
	}

	@Test
	void fetchWhenAllThreadsAreStuckThenEndsAtDeadline() {
		CountDownLatch stuck = new CountDownLatch(1);
		for (int i = 0; i < 4; i++) {
			this.threads.execute(() -> assertThatCode(stuck::await).doesNotThrowAnyException());
		}
		this.server.withKeys("a");
		this.fetcher = fetcher("300ms");
		assertThat(failure()).isEqualTo("no complete answer within 'maxDuration'");
		stuck.countDown();
		assertThat(failure()).isEqualTo("none");
	}

	@Test
	void closeWhenAnswerIsUnderWayThenConnectionIsClosed() {
		AtomicBoolean brokenOff = new AtomicBoolean();
		this.server.with((exchange) -> dripUntilBrokenOff(exchange, brokenOff));
		CompletableFuture<ParsedKeySet> fetch = this.fetcher.fetch(true);
		await().atMost(PATIENCE).until(() -> this.server.hits() == 1);
		this.fetcher.close();
		await().atMost(PATIENCE).untilTrue(brokenOff);
		assertThat(fetch).failsWithin(PATIENCE);
	}

	@Test
	void fetchWhenNoServerListensThenFails() {
		this.server.close();
		assertThat(failure()).isEqualTo("the connection was refused");
	}

	@Test
	void fetchWhenBrokenOffThenFails() {
		this.server.with((exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write('{');
		});
		assertThat(failure()).isEqualTo("the answer breaks off or is not HTTP");
	}

	private static void encoded(HttpExchange exchange, String encoding, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Encoding", encoding);
		JwksServer.respond(exchange, 200, body);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(UTF_8);
	}

	private static byte[] padded(int length) {
		byte[] keys = JwksDocuments.withKids("a").getBytes(UTF_8);
		byte[] padded = Arrays.copyOf(keys, length);
		Arrays.fill(padded, keys.length, length, (byte) ' ');
		return padded;
	}

}
