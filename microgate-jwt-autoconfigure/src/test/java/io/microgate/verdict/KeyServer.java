package io.microgate.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.microgate.RefusingPort;

/**
 * Publishes the key sets: over HTTP on the loopback interface, well and badly, and as
 * secrets in directories.
 */
final class KeyServer implements AutoCloseable {

	/** Revokes single tokens, and all of a subject until a time. */
	private static final String REVOKED = """
			{"revoked": [
			  {"iss": "https://issuer.example", "jti": "stolen"},
			  {"iss": "https://other.example", "jti": "other"},
			  {"iss": "https://issuer.example", "sub": "mallory", "before": 1700000000},
			  {"iss": "https://issuer.example", "sub": "mallory", "before": 1600000000},
			  {"iss": "https://issuer.example", "sub": "trudy", "before": 1700000000.5},
			  {"iss": "https://issuer.example", "sub": "always", "before": 1e999999999},
			  {"iss": "https://issuer.example", "sub": "never", "before": -1}
			]}
			""";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CompletableFuture<Void> closing = new CompletableFuture<>();

	private final Map<String, Object> locations = new LinkedHashMap<>();

	private final RefusingPort down = new RefusingPort();

	KeyServer(TestKeys keys, Path directory) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		for (String set : keys.sets()) {
			answer(set, 200, keys.publish(set));
		}
		answer("html", 200, "<html>Sign in</html>");
		answer("failing", 500, keys.publish("main"));
		answer("redirected", 302, "");
		serve("hanging", (exchange) -> this.closing.join());
		this.locations.put("key-set.down", "http://127.0.0.1:%d/".formatted(this.down.number()));
		secret(directory, "backup", "jwks.json", keys.publish("backup"));
		secret(directory, "broken", "jwks.json", "{\"keys\": [");
		secret(directory, "revoked", "revoked.json", REVOKED);
		secret(directory, "unreadable", "revoked.json", "{\"revoked\": [");
		this.locations.put("secret.missing", Files.createDirectory(directory.resolve("missing")).toUri().toString());
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Properties that configurations refer to by placeholder: {@code key-set.} and the
	 * name of a set, {@code secret.} and the name of a secret.
	 * @return the properties
	 */
	Map<String, Object> locations() {
		return this.locations;
	}

	private void answer(String path, int status, String body) {
		serve(path, (exchange) -> answer(exchange, status, body));
	}

	private void serve(String path, HttpHandler handler) {
		this.server.createContext("/" + path, handler);
		this.locations.put("key-set." + path,
				"http://127.0.0.1:%d/%s".formatted(this.server.getAddress().getPort(), path));
	}

	private void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		if (status == 302) {
			exchange.getResponseHeaders().add("Location", "/main");
		}
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(bytes);
		}
	}

	private void secret(Path directory, String name, String file, String content) throws IOException {
		Path secret = Files.createDirectory(directory.resolve(name));
		Files.writeString(secret.resolve(file), content);
		this.locations.put("secret." + name, secret.toUri().toString());
	}

	@Override
	public void close() {
		this.closing.complete(null);
		this.down.close();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
