package io.microgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The upstream of Spring Cloud Gateway sees what a handler sees.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GatewaySpoofingContract {

	private final ServerKind kind;

	private final TestIssuer issuer = new TestIssuer();

	private HttpServer upstream;

	private Server server;

	private Server envoy;

	GatewaySpoofingContract(ServerKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	void start(@TempDir Path keys) throws IOException {
		this.upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.upstream.createContext("/", GatewaySpoofingContract::echo);
		this.upstream.start();
		this.issuer.writeKeys(keys);
		String uri = "http://localhost:" + this.upstream.getAddress().getPort();
		this.server = Server.start(this.kind, keys, Map.of("test.upstream", uri));
		this.envoy = Server.start(this.kind, keys,
				Map.of("test.upstream", uri, "test.certificate-header", "X-Forwarded-Client-Cert"));
	}

	@AfterAll
	void stop() {
		this.server.close();
		this.envoy.close();
		this.upstream.stop(0);
	}

	private static void echo(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		StringBuilder echo = new StringBuilder();
		exchange.getRequestHeaders()
			.forEach((name, values) -> values
				.forEach((value) -> echo.append(name).append(": ").append(value).append('\n')));
		byte[] body = echo.toString().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	static List<SpoofedRequest> requests() {
		return SpoofedRequest.all().stream().filter(SpoofedRequest::isDirect).toList();
	}

	@ParameterizedTest
	@MethodSource("requests")
	void fieldWhenSpoofedThenNotSeenByTheUpstream(SpoofedRequest request) throws IOException {
		int port = (request.isOfEnvoy() ? this.envoy : this.server).port();
		RawHttp.Response response = RawHttp.exchange(port, request.write("/gateway", this.issuer.token("alice")));
		request.verify(response.status(), response.body());
	}

}
