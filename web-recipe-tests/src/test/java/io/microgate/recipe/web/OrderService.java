package io.microgate.recipe.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

/**
 * Another service, which answers with the {@code Authorization} that it is sent.
 */
final class OrderService implements AutoCloseable {

	private final HttpServer server;

	private OrderService(HttpServer server) {
		this.server = server;
	}

	static OrderService start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
				byte[] body = String.join(", ", authorization).getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().set("Content-Type", "text/plain");
				exchange.sendResponseHeaders(200, (body.length > 0) ? body.length : -1);
				exchange.getResponseBody().write(body);
			}
		});
		server.start();
		return new OrderService(server);
	}

	String uri() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
