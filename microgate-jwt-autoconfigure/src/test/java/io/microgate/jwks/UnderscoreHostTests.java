package io.microgate.jwks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpHandler;
import io.microgate.jose.VerificationKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts with an underscore, as Docker Compose names them. Names are resolved by a file
 * that a JVM has for itself, so each fetch is in one of its own.
 */
class UnderscoreHostTests {

	private final JwksServer server = JwksServer.start();

	private final CountDownLatch end = new CountDownLatch(1);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.end.countDown();
		this.server.close();
	}

	@Test
	void fetchWhenKeySetThenKeysAndHostAsWritten() throws Exception {
		this.server.withKeys("a", "b");
		assertThat(fetch("my_keycloak", "15s")).isEqualTo("[a, b]");
		assertThat(this.server.requests()).singleElement().satisfies((headers) -> {
			assertThat(headers.getFirst("Host")).isEqualTo("my_keycloak:" + port());
			assertThat(headers.getFirst("Accept")).isEqualTo(JwksFetcher.ACCEPT);
			assertThat(headers.keySet()).doesNotContain("Accept-encoding", "Authorization", "Cookie");
		});
	}

	@Test
	void fetchWhenRedirectThenFails() throws Exception {
		HttpHandler redirect = (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/other");
			JwksServer.respond(exchange, 302, new byte[0]);
		};
		this.server.with(redirect);
		assertThat(fetch("my_keycloak", "15s")).isEqualTo("the answer has status 302");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void fetchWhenLongerThanOneMebibyteThenFails() throws Exception {
		byte[] body = " ".repeat(KeySetBody.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
		this.server.with((exchange) -> JwksServer.respond(exchange, 200, body));
		assertThat(fetch("my_keycloak", "15s")).isEqualTo("the answer is longer than 1 MiB");
	}

	@Test
	void fetchWhenServerHangsThenDeadlineHolds() throws Exception {
		this.server.with((exchange) -> JwksServer.await(this.end));
		assertThat(fetch("my_keycloak", "1s")).isEqualTo("no complete answer within 'maxDuration'");
	}

	@Test
	void fetchWhenNameIsUnknownThenSaysSo() throws Exception {
		assertThat(fetch("no_such_host", "15s")).isEqualTo("the host name cannot be resolved");
	}

	private int port() {
		return URI.create(this.server.uri()).getPort();
	}

	private String fetch(String host, String maxDuration) throws IOException, InterruptedException {
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "127.0.0.1 my_keycloak localhost\n");
		Path output = this.directory.resolve("output");
		String uri = "http://%s:%d/jwks".formatted(host, port());
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.net.hosts.file=" + hosts, "-cp", System.getProperty("java.class.path"), Fetch.class.getName(),
				uri, maxDuration)
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		List<String> lines = Files.readAllLines(output);
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
	}

	/** The program of the other JVM. */
	static final class Fetch {

		private Fetch() {
		}

		public static void main(String[] arguments) {
			ScheduledExecutorService timer = KeySourceThreads.timer("test");
			JwksFetcher fetcher = RemoteSources.fetcher(RemoteSources.spec(arguments[0], arguments[1]),
					KeySourceThreads.io("test"), timer);
			String outcome = fetcher.fetch()
				.handle((fetched, failure) -> (failure != null) ? FetchFailure.describe(failure)
						: fetched.keys().keys().stream().map(VerificationKey::kid).toList().toString())
				.orTimeout(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)
				.join();
			System.out.println(outcome);
			fetcher.close();
			timer.shutdownNow();
		}

	}

}
