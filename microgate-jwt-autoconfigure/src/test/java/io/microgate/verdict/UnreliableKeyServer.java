package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * An identity provider that counts how often it is asked for its keys, and answers as a
 * test wants it to.
 */
final class UnreliableKeyServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger fetches = new AtomicInteger();

	private volatile HttpHandler answer = (exchange) -> answer(exchange, 404, new byte[0]);

	UnreliableKeyServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.fetches.incrementAndGet();
			this.answer.handle(exchange);
		});
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:%d/jwks".formatted(this.server.getAddress().getPort());
	}

	int fetches() {
		return this.fetches.get();
	}

	void answers(HttpHandler answer) {
		this.answer = answer;
	}

	void answers(int status, String body, Map<String, String> headers) {
		answers((exchange) -> {
			headers.forEach(exchange.getResponseHeaders()::add);
			answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
		});
	}

	void publishes(String keySet) {
		answers(200, keySet, Map.of("Content-Type", "application/json"));
	}

	static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
