package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpHandler;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many requests while an identity provider accepts connections and does not answer. Order
 * shows that no request is held up: the answers that need no waiting are here while all
 * those that wait are still to come. Where waiting has to end by itself, and a machine is
 * so slow that it ends before that can be seen, more requests are sent.
 */
@Tag("server")
abstract class HangingProviderTests {

	private static final int REQUESTS = 1000;

	/** How many requests of a JWKS may wait. */
	private static final int WAITERS = 32;

	private static final int ROUNDS = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Five times as long as in production, so that much can happen meanwhile. */
	private static final Duration SOME_TIME = Duration.ofSeconds(10);

	/** Waiting ends when a test says so. */
	private static final Duration LONG = Duration.ofSeconds(80);

	private static final String CACHE = "{unknownKeyCooldown: 1ms}";

	private final TestStack stack;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final TestSigningKey next = TestSigningKey.ec("next", "secp256r1");

	private final String token = KeyApplication.token(this.key);

	private final JwksServer hanging = JwksServer.start();

	private final JwksServer healthy = JwksServer.start().withKeys(List.of(this.key));

	private final CountDownLatch release = new CountDownLatch(1);

	private KeyApplication application;

	HangingProviderTests(TestStack stack) {
		this.stack = stack;
	}

	private void start(Path directory, Duration maxWait) throws IOException {
		this.application = KeyApplication.start(this.stack, directory,
				Map.of("hanging", KeyApplication.remote(this.hanging.uri(), "120s", CACHE), "healthy",
						KeyApplication.remote(this.healthy.uri(), "60s", CACHE)),
				maxWait, Map.of());
		await().atMost(PATIENCE).until(() -> this.application.status("healthy", this.token) == 200);
	}

	@AfterEach
	void stop() {
		this.hanging.close();
		this.healthy.close();
		this.application.close();
	}

	@Test
	void requestWhenTheFirstFetchHangsThenAllAreUnavailableAndOthersAreServed(@TempDir Path directory)
			throws IOException {
		this.hanging.withSilence();
		start(directory, SOME_TIME);
		verifyOthersAreServedWhileRequestsWait(List.of("/open/x", "/healthy/x"), this.token);
		assertThat(this.hanging.hits()).isOne();
	}

	@Test
	void requestWhenTheFetchForAnUnknownKeyHangsThenAllAreUnavailableAndOthersAreServed(@TempDir Path directory)
			throws IOException {
		this.hanging.withKeys(List.of(this.key));
		start(directory, SOME_TIME);
		await().atMost(PATIENCE).until(() -> this.application.status("hanging", this.token) == 200);
		this.hanging.withSilence();
		verifyOthersAreServedWhileRequestsWait(List.of("/open/x", "/hanging/x"), KeyApplication.token(this.next));
		assertThat(this.hanging.hits()).isEqualTo(2);
	}

	private void verifyOthersAreServedWhileRequestsWait(List<String> others, String waitingToken) {
		boolean shown = false;
		for (int round = 0; round < ROUNDS && !shown; round++) {
			List<CompletableFuture<HttpResponse<String>>> answers = send(REQUESTS, "/hanging/x", waitingToken);
			await().atMost(PATIENCE).until(() -> pending(answers) <= WAITERS);
			others.forEach((path) -> send(WAITERS, path, this.token)
				.forEach((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200)));
			shown = pending(answers) == WAITERS;
			assertThat(answers).allSatisfy((answer) -> verifyUnavailable(answer.join()));
		}
		assertThat(shown).isTrue();
	}

	private List<CompletableFuture<HttpResponse<String>>> send(int count, String path, String token) {
		return IntStream.range(0, count).mapToObj((i) -> this.application.send(path, token)).toList();
	}

	private static long pending(List<CompletableFuture<HttpResponse<String>>> answers) {
		return answers.stream().filter((answer) -> !answer.isDone()).count();
	}

	private static void verifyUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().allValues("Retry-After")).singleElement()
			.satisfies((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
		assertThat(response.body()).isEmpty();
	}

	@Test
	void requestWhenKeysComeWhileItWaitsThenServedByNoThreadOfTheKeySource(@TempDir Path directory) throws IOException {
		this.hanging.with(afterRelease(this.key));
		start(directory, LONG);
		verifyWaitersAreServed(this.token, this.release);
		assertThat(this.hanging.hits()).isOne();
		assertThat(this.application.send("/hanging/thread", KeyApplication.token(this.key)).join().body())
			.startsWith(isReactive() ? "parallel-" : "http-nio-");
		assertThat(this.application.send("/hanging/thread", this.token).join().body()).as("remembered")
			.startsWith(isReactive() ? "reactor-http-" : "http-nio-");
	}

	/**
	 * The places of requests that waited before may become free one by one, so it may
	 * take more requests than places until all are taken.
	 */
	private void verifyWaitersAreServed(String waitingToken, CountDownLatch latch) {
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int round = 0; round < ROUNDS && latch.getCount() > 0; round++) {
			answers.addAll(send(WAITERS + 8, "/hanging/thread", waitingToken));
			await().atMost(PATIENCE).until(() -> pending(answers) <= WAITERS);
			if (pending(answers) == WAITERS) {
				latch.countDown();
			}
		}
		List<HttpResponse<String>> responses = answers.stream().map(CompletableFuture::join).toList();
		List<HttpResponse<String>> served = responses.stream()
			.filter((response) -> response.statusCode() == 200)
			.toList();
		assertThat(served).as("%s", responses)
			.hasSize(WAITERS)
			.allSatisfy((response) -> assertThat(response.body()).startsWith(isReactive() ? "parallel-" : "http-nio-"));
	}

	private boolean isReactive() {
		return this.stack.type() == WebApplicationType.REACTIVE;
	}

	@Test
	void requestWhenItsClientGoesAwayThenNothingIsLoggedAndItsPlaceIsFree(@TempDir Path directory) throws IOException {
		this.hanging.with(afterRelease(this.key));
		start(directory, LONG);
		try (CapturedLog log = new CapturedLog()) {
			List<CompletableFuture<HttpResponse<String>>> others = leaveWhileWaiting();
			this.release.countDown();
			assertThat(others).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isIn(200, 503));
			await().atMost(PATIENCE).until(() -> this.application.status("hanging", this.token) == 200);
			// a client that stays may have been refused meanwhile
			assertThat(log.lines())
				.allSatisfy((line) -> assertThat(line).containsAnyOf("Keys of JWKS 'hanging' changed",
						"Refused GET /hanging/x for host 'localhost' (key.unavailable)"));
		}
		CountDownLatch again = new CountDownLatch(1);
		this.hanging.with(after(again, this.key, this.next));
		verifyWaitersAreServed(KeyApplication.token(this.next), again);
	}

	/**
	 * Has clients wait until there is no place any more, which further requests show, and
	 * then go away.
	 * @return the further requests
	 */
	private List<CompletableFuture<HttpResponse<String>>> leaveWhileWaiting() throws IOException {
		List<CompletableFuture<HttpResponse<String>>> others = new ArrayList<>();
		List<Socket> clients = new ArrayList<>();
		for (int i = 0; i < WAITERS; i++) {
			Socket client = new Socket(InetAddress.getLoopbackAddress(), this.application.port());
			client.getOutputStream()
				.write("GET /hanging/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
					.formatted(this.token)
					.getBytes(StandardCharsets.US_ASCII));
			clients.add(client);
		}
		await().atMost(PATIENCE).until(() -> {
			others.add(this.application.send("/hanging/x", this.token));
			return others.stream().anyMatch(CompletableFuture::isDone);
		});
		for (Socket client : clients) {
			client.close();
		}
		send(WAITERS, "/open/x", this.token).forEach(CompletableFuture::join);
		return others;
	}

	private HttpHandler afterRelease(TestSigningKey... keys) {
		return after(this.release, keys);
	}

	private static HttpHandler after(CountDownLatch latch, TestSigningKey... keys) {
		byte[] body = TestSigningKey.json(List.of(keys).stream().map(TestSigningKey::jwk).toArray());
		return (exchange) -> {
			try {
				latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			JwksServer.respond(exchange, 200, body);
		};
	}

}
