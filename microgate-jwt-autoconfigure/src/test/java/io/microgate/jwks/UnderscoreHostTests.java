package io.microgate.jwks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts with an underscore, as Docker Compose names them. Names are resolved by a file
 * that a JVM has for itself, so each fetch is in one of its own.
 */
@Tag("server")
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
			assertThat(headers.getFirst("Accept")).isEqualTo("application/jwk-set+json, application/json");
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
		assertThat(fetch("my_keycloak", "15s"))
			.startsWith("the answer has status 302, Location '/other' (http://my_keycloak:%d/jwks). Redirects"
				.formatted(port()));
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void fetchWhenLongerThanOneMebibyteThenFails() throws Exception {
		byte[] body = " ".repeat(DocumentBody.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
		this.server.with((exchange) -> JwksServer.respond(exchange, 200, body));
		assertThat(failure("my_keycloak", "15s")).isEqualTo("the answer is longer than 1 MiB");
	}

	@Test
	void fetchWhenServerHangsThenDeadlineHolds() throws Exception {
		this.server.with((exchange) -> JwksServer.await(this.end));
		assertThat(failure("my_keycloak", "1s")).isEqualTo("no complete answer within 'maxDuration'");
	}

	@Test
	void fetchWhenNameIsUnknownThenSaysSo() throws Exception {
		assertThat(failure("no_such_host", "15s")).isEqualTo("the host name cannot be resolved");
	}

	private int port() {
		return URI.create(this.server.uri()).getPort();
	}

	private String failure(String host, String maxDuration) throws IOException, InterruptedException {
		return RemoteSources.withoutUri(fetch(host, maxDuration));
	}

	private String fetch(String host, String maxDuration) throws IOException, InterruptedException {
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "127.0.0.1 my_keycloak localhost\n");
		List<String> lines = new OtherJvm(this.directory, "-Djdk.net.hosts.file=" + hosts)
			.fetch("http://%s:%d/jwks".formatted(host, port()), maxDuration);
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
	}

}
