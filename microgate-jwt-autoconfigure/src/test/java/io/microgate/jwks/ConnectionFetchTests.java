package io.microgate.jwks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the encodings that {@link ConnectionFetch} decodes.
 * {@link UnderscoreHostTests} has the rest.
 */
class ConnectionFetchTests {

	private static final byte[] CONTENT = JwksDocuments.withKids("a").getBytes(StandardCharsets.UTF_8);

	private final JwksServer server = JwksServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	private byte[] fetch(String header, String encoding, byte[] body) {
		this.server.with((exchange) -> {
			exchange.getResponseHeaders().set(header, encoding);
			JwksServer.respond(exchange, 200, body);
		});
		return new ConnectionFetch(URI.create(this.server.uri()), Duration.ofSeconds(30), Duration.ofSeconds(30))
			.fetch(new CompletableFuture<>(), Runnable::run);
	}

	@ParameterizedTest
	@CsvSource({ "Content-Encoding,gzip", "content-encoding,GZIP", "Content-Encoding,x-gzip" })
	void fetchWhenGzipThenUnpacked(String header, String encoding) throws IOException {
		assertThat(fetch(header, encoding, KeySetShape.gzip(CONTENT))).isEqualTo(CONTENT);
	}

	@ParameterizedTest
	@CsvSource({ "Content-Encoding,utf-8", "Content-Encoding,identity" })
	void fetchWhenEncodingDoesNotEncodeThenSame(String header, String encoding) {
		assertThat(fetch(header, encoding, CONTENT)).isEqualTo(CONTENT);
	}

	@Test
	void fetchWhenEncodingIsNotSupportedThenNamed() {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> fetch("content-encoding", "br", CONTENT))
			.withMessageContaining("Content-Encoding 'br'");
	}

	@Test
	void fetchWhenBombThenRefused() throws IOException {
		byte[] bomb = KeySetShape.gzip(new byte[50 * 1024 * 1024]);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> fetch("Content-Encoding", "gzip", bomb))
			.withMessageContaining("the answer is longer than 1 MiB when it is unpacked");
	}

}
