package io.microgate.sample.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The id that a test client gives to its requests reaches neither the predicates of the
 * gateway nor the upstream.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "PORT=0", "UPSTREAM_PORT=0" })
@AutoConfigureWebTestClient
@AutoConfigureMicrogateJwt
class TestRequestIdTests {

	private static final Queue<String> NAMES = new ConcurrentLinkedQueue<>();

	private static HttpServer upstream;

	@BeforeAll
	static void startUpstream() throws IOException {
		upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		upstream.createContext("/", (exchange) -> {
			NAMES.addAll(exchange.getRequestHeaders().keySet());
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		upstream.start();
	}

	@AfterAll
	static void stopUpstream() {
		upstream.stop(0);
	}

	@DynamicPropertySource
	static void routes(DynamicPropertyRegistry registry) {
		String routes = "spring.cloud.gateway.server.webflux.routes";
		registry.add(routes + "[0].id", () -> "marked");
		registry.add(routes + "[0].uri", () -> "http://localhost:1");
		registry.add(routes + "[0].predicates[0]", () -> "Header=Microgate-Test-Request");
		registry.add(routes + "[1].id", () -> "catalog");
		registry.add(routes + "[1].uri", () -> "http://localhost:" + upstream.getAddress().getPort());
		registry.add(routes + "[1].predicates[0]", () -> "Path=/catalog/**");
	}

	@Test
	void requestWhenSentByTestClientThenGatewayDoesNotSeeItsId(@Autowired WebTestClient client) {
		var result = client.get()
			.uri("/catalog/1")
			.header("X-Sent", "by-test")
			.exchange()
			.expectStatus()
			.isNoContent()
			.expectBody()
			.returnResult();
		assertThatDecision(result).isAllowed().isDecidedBy("catalog", 0);
		assertThat(NAMES).contains("X-sent").noneMatch("Microgate-Test-Request"::equalsIgnoreCase);
	}

}
