package io.microgate.verdict;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import io.microgate.runtime.TokenDecoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Two identity providers hang while Tomcat has few threads: most of them are free for
 * requests that need no keys. Waiting never ends by itself here.
 */
@Tag("server")
class WaitingThreadsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration LONG = Duration.ofSeconds(80);

	private static final int CONNECTIONS = 60;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final TestSigningKey unknown = TestSigningKey.ec("unknown", "secp256r1");

	private final JwksServer one = JwksServer.start().withKeys(List.of(this.key));

	private final JwksServer two = JwksServer.start().withKeys(List.of(this.key));

	private KeyApplication application;

	@AfterEach
	void stop() {
		this.one.close();
		this.two.close();
		this.application.close();
	}

	private void start(TestStack stack, Path directory, Map<String, Object> properties) throws IOException {
		this.application = KeyApplication.start(stack, directory,
				Map.of("one", KeyApplication.remote(this.one.uri(), "120s", "{ttl: 1h}"), "two",
						KeyApplication.remote(this.two.uri(), "120s", "{ttl: 1h}")),
				LONG, properties);
		String token = KeyApplication.token(this.key);
		await().atMost(PATIENCE)
			.until(() -> this.application.status("one", token) == 200 && this.application.status("two", token) == 200);
		this.one.withSilence();
		this.two.withSilence();
	}

	/** The requests that wait and will not end, the others have been answered. */
	private void verifyWaiting(int expected) {
		String token = KeyApplication.token(this.unknown);
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		IntStream.range(0, CONNECTIONS)
			.forEach((i) -> answers.add(this.application.send((i % 2 == 0) ? "/one/x" : "/two/x", token)));
		await().atMost(PATIENCE).until(() -> answers.stream().filter((answer) -> !answer.isDone()).count() == expected);
		for (int i = 0; i < CONNECTIONS; i++) {
			assertThat(this.application.send("/open/x", token).join().statusCode()).isEqualTo(200);
		}
		assertThat(answers.stream().filter((answer) -> !answer.isDone())).hasSize(expected);
		assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(CONNECTIONS - expected)
			.allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(503));
	}

	@Test
	void requestWhenTomcatHasFewThreadsThenAQuarterOfThemWaits(@TempDir Path directory) throws IOException {
		start(TestStack.SERVLET, directory, Map.of("server.tomcat.threads.max", "20"));
		verifyWaiting(5);
	}

	@Test
	void requestWhenBoundIsConfiguredThenAsManyWait(@TempDir Path directory) throws IOException {
		start(TestStack.SERVLET, directory,
				Map.of("server.tomcat.threads.max", "20", "microgate.max-waiting-requests", "9"));
		verifyWaiting(9);
	}

	@Test
	void requestWhenNoThreadWaitsThenOnlyEachJwksBounds(@TempDir Path directory) throws IOException {
		start(TestStack.REACTIVE, directory, Map.of());
		verifyWaiting(CONNECTIONS);
	}

	@Test
	void decodeWhenOthersWaitThenUnavailableAtOnceAndBoundCountsForRequests(@TempDir Path directory)
			throws IOException {
		start(TestStack.SERVLET, directory, Map.of("microgate.max-waiting-requests", "2"));
		JwtDecoder decoder = this.application.bean(TokenDecoders.class).decoder("one");
		String token = KeyApplication.token(this.unknown);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<CompletableFuture<Throwable>> outcomes = new ArrayList<>();
			IntStream.range(0, CONNECTIONS)
				.forEach((i) -> outcomes
					.add(CompletableFuture.supplyAsync(() -> catchThrowable(() -> decoder.decode(token)), threads)));
			await().atMost(PATIENCE)
				.until(() -> outcomes.stream().filter(CompletableFuture::isDone).count() == CONNECTIONS - 2);
			assertThat(outcomes.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
				.allSatisfy((refusal) -> assertThat(refusal).isExactlyInstanceOf(JwtException.class));
			assertThat(this.application.status("two", token)).isEqualTo(503);
			assertThat(outcomes.stream().filter((outcome) -> !outcome.isDone())).hasSize(2);
		}
		finally {
			threads.shutdown();
		}
	}

}
