package io.microgate.jwks;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is loaded for a JWKS that is fetched over plain HTTP.
 */
@Tag("server")
class PlainHttpTests {

	/** Those of the JVM's TLS, its trust store, and what reads certificates. */
	private static final List<String> TLS = List.of("sun.security.ssl.", "sun.security.validator.",
			"sun.security.x509.X509CertImpl");

	private final JwksServer server = JwksServer.start().withKeys("a");

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void fetchWhenPlainHttpThenNothingOfTlsIsLoaded() throws Exception {
		List<String> lines = new OtherJvm(this.directory, "-verbose:class").fetch(this.server.uri(), "15s");
		assertThat(lines).contains("[a]").anyMatch((line) -> line.contains("java.net.http.HttpClient "));
		assertThat(lines).noneMatch((line) -> TLS.stream().anyMatch(line::contains));
	}

	/** Holds the other test to names that are really those of the JVM's TLS. */
	@Test
	void fetchWhenHttpsThenTlsIsLoaded() throws Exception {
		List<String> lines = new OtherJvm(this.directory, "-verbose:class")
			.fetch(this.server.uri().replace("http:", "https:"), "15s");
		assertThat(TLS).allSatisfy((name) -> assertThat(lines).anyMatch((line) -> line.contains(name)));
	}

}
