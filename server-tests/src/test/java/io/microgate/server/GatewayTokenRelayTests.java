package io.microgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.provider.KeyServer;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of the guide for passing on tokens that is about gateways, with both servers
 * of Spring Cloud Gateway.
 */
class GatewayTokenRelayTests {

	private static final Path PAGE = Path.of("../docs/how-to/pass-on-the-token.md");

	@TempDir
	private Path directory;

	private KeyServer provider;

	private HttpServer upstream;

	@BeforeEach
	void start() throws IOException, JOSEException {
		this.provider = KeyServer.start();
		this.upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.upstream.createContext("/", (exchange) -> {
			try (exchange) {
				byte[] body = credentials(exchange.getRequestHeaders()).getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
			}
		});
		this.upstream.start();
	}

	@AfterEach
	void stop() {
		this.upstream.stop(0);
		this.provider.close();
	}

	/** The fields that have a token, and their values. */
	private static String credentials(Headers headers) {
		Map<String, List<String>> fields = new TreeMap<>(headers);
		fields.keySet().retainAll(List.of("Authorization", "Cookie"));
		return fields.toString();
	}

	private Server gateway(ServerKind kind) throws IOException {
		String uri = "http://localhost:" + this.upstream.getAddress().getPort();
		String yaml = new ReadmeSection(Files.readString(PAGE)).blocks("yaml")
			.get(1)
			.replaceAll("https://(orders|catalog)\\.example\\.com", uri)
			.replace("webflux:", (kind == ServerKind.NETTY) ? "webflux:" : "webmvc:");
		Path configuration = Files.writeString(this.directory.resolve("application.yml"), this.provider.local(yaml));
		return Server.start(kind, this.directory, Map.of("spring.config.location", configuration.toUri().toString()));
	}

	private static HttpResponse<String> get(Server gateway, String path, String name, String value)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d%s".formatted(gateway.port(), path)))
			.header(name, value)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void requestWhenTokenIsGoodThenUpstreamSeesItWhereTheRouteSaysSo(ServerKind kind)
			throws IOException, InterruptedException {
		try (Server gateway = gateway(kind)) {
			String token = this.provider.token("shop", Map.of());
			String relayed = "{Authorization=[Bearer %s]}".formatted(token);
			assertThat(get(gateway, "/orders/1", "Authorization", "Bearer " + token).body()).isEqualTo(relayed);
			assertThat(get(gateway, "/orders/1", "Cookie", "token=" + token).body()).isEqualTo(relayed);
			assertThat(get(gateway, "/catalog/1", "Authorization", "Bearer " + token).body()).isEqualTo("{}");
			assertThat(get(gateway, "/catalog/1", "Cookie", "token=" + token).body()).isEqualTo("{}");
			assertThat(get(gateway, "/orders/1", "Cookie", "token=not.a.token").statusCode()).isEqualTo(401);
		}
	}

}
