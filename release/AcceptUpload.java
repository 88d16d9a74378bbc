import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands for Maven Central in a dry run: accepts one upload and keeps it.
 * <p>
 * {@code java release/AcceptUpload.java PORT_FILE UPLOAD}. The server listens on the
 * loopback interface, writes its port to the first file and the body of the upload to the
 * second, and ends after that.
 */
final class AcceptUpload {

	private AcceptUpload() {
	}

	public static void main(String[] arguments) throws IOException {
		Path portFile = Path.of(arguments[0]);
		Path upload = Path.of(arguments[1]);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/api/v1/publisher/upload", (exchange) -> {
			Files.copy(exchange.getRequestBody(), upload);
			answer(exchange);
			server.stop(1);
		});
		server.start();
		Path written = Files.writeString(Path.of(portFile + ".new"), Integer.toString(server.getAddress().getPort()));
		Files.move(written, portFile);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		byte[] deployment = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(201, deployment.length);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write(deployment);
		}
	}

}
