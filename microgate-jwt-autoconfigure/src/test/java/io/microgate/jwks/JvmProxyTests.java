package io.microgate.jwks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.microgate.PageBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proxy that the properties of the JVM name, for a JWKS without one of its own. Each
 * fetch is in a JVM of its own.
 */
@Tag("server")
class JvmProxyTests {

	private final TestProxy proxy = TestProxy.start();

	private final JwksServer server = JwksServer.start().withKeys("a");

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.server.close();
		this.proxy.close();
	}

	private String fetch(String uri, String... options) throws Exception {
		List<String> all = new ArrayList<>(Arrays.asList(options));
		for (String scheme : List.of("http", "https")) {
			all.add("-D%s.proxyHost=localhost".formatted(scheme));
			all.add("-D%s.proxyPort=%d".formatted(scheme, this.proxy.port()));
		}
		List<String> lines = new OtherJvm(this.directory, all.toArray(String[]::new)).fetch(uri, "15s");
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
	}

	private String uri(String host) {
		return "http://%s:%d/jwks".formatted(host, this.server.port());
	}

	@Test
	void fetchWhenPlainThenThroughTheProxyAlsoWithUnderscore() throws Exception {
		assertThat(fetch(uri("idp.internal.example"))).isEqualTo("[a]");
		assertThat(fetch(uri("my_keycloak"))).isEqualTo("[a]");
		assertThat(this.proxy.requests()).hasSize(2).allMatch((request) -> request.startsWith("GET http://"));
	}

	@Test
	void fetchWhenHostNeedsNoProxyThenDirect() throws Exception {
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "127.0.0.1 my_keycloak idp.internal.example\n");
		String[] options = { "-Dhttp.nonProxyHosts=*.internal.example|my_*", "-Djdk.net.hosts.file=" + hosts };
		assertThat(fetch(uri("idp.internal.example"), options)).isEqualTo("[a]");
		assertThat(fetch(uri("my_keycloak"), options)).isEqualTo("[a]");
		assertThat(this.proxy.requests()).isEmpty();
	}

	@Test
	void fetchWhenProxyAsksForPasswordThenSaysWhatToConfigure() throws Exception {
		this.proxy.requiring("user", "password");
		assertThat(fetch("https://idp.internal.example/jwks"))
			.startsWith("the proxy answered CONNECT with status 407 (https://idp.internal.example/jwks through the"
					+ " proxy http://localhost:%d). If".formatted(this.proxy.port()))
			.endsWith("configure 'extensions.request.proxy' with 'secretRef'");
		assertThat(fetch(uri("idp.internal.example"))).startsWith("the answer has status 407 (");
	}

	@Test
	void fetchWhenProxyOpensNoTunnelThenSaysSo() throws Exception {
		this.proxy.answering("HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n");
		assertThat(fetch("https://idp.internal.example/jwks"))
			.startsWith("the proxy answered CONNECT with status 503 (https://idp.internal.example/jwks through");
	}

	@Test
	void fetchWhenOptionsOfGuideThenThroughItsProxyExceptForItsHosts() throws Exception {
		String[] options = PageBlock
			.read("docs/how-to/fetch-keys-through-a-proxy.md", "One proxy for the whole JVM", "sh")
			.replace("proxy.corp.example.com", "localhost")
			.replace("3128", Integer.toString(this.proxy.port()))
			.replace("\"", "")
			.split("\\s+");
		assertThat(options).startsWith("java").endsWith("...").hasSize(5);
		OtherJvm jvm = new OtherJvm(this.directory, Arrays.copyOfRange(options, 1, 4));
		assertThat(jvm.fetch("https://idp.example.com/jwks", "15s")).isNotEmpty();
		assertThat(this.proxy.requests()).isNotEmpty()
			.allMatch((request) -> request.startsWith("CONNECT idp.example.com:443"));
		assertThat(jvm.fetch("https://idp.internal/jwks", "15s")).isNotEmpty();
		assertThat(this.proxy.requests()).noneMatch((request) -> request.contains("idp.internal"));
	}

}
