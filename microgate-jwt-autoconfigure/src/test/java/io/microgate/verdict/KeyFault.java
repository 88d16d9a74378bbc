package io.microgate.verdict;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import io.microgate.jwks.JwksServer;

/**
 * How an identity provider fails.
 */
enum KeyFault {

	REFUSED("the connection was refused"),

	SILENT("no complete answer within 'maxDuration'"),

	STALLED("no complete answer within 'maxDuration'"),

	DRIPPING("no complete answer within 'maxDuration'"),

	FAILING("the answer has status 500"),

	REDIRECTING("the answer has status 302"),

	HTML("this is an HTML page"),

	EMPTY("The JWK set has no keys"),

	TRUNCATED("the answer breaks off"),

	HUGE("the answer is longer than 1 MiB"),

	BOMB("the answer is longer than 1 MiB when it is unpacked"),

	NESTED("the answer has the Content-Encoding 'gzip, gzip'"),

	INCOMPLETE("the answer is gzip that is cut off"),

	DEEP("The JWK set");

	private static final byte[] BOMB_BYTES = bomb();

	private final String error;

	KeyFault(String error) {
		this.error = error;
	}

	/** How the state of the key source names it. */
	String error() {
		return this.error;
	}

	boolean hangs() {
		return this.error.contains("maxDuration");
	}

	/**
	 * Has a server fail from now on.
	 */
	void befall(JwksServer server) {
		switch (this) {
			case REFUSED -> server.close();
			case SILENT -> server.withSilence();
			default -> server.with((exchange) -> answer(server, exchange));
		}
	}

	private void answer(JwksServer server, HttpExchange exchange) throws IOException {
		switch (this) {
			case STALLED -> {
				begin(exchange, 1000);
				server.awaitClose();
			}
			case DRIPPING -> drip(server, exchange);
			case FAILING -> JwksServer.respond(exchange, 500, bytes("{\"keys\":[]}"));
			case REDIRECTING -> {
				exchange.getResponseHeaders().set("Location", server.uri() + "/elsewhere");
				JwksServer.respond(exchange, 302, new byte[0]);
			}
			case EMPTY -> JwksServer.respond(exchange, 200, bytes("{\"keys\":[]}"));
			case TRUNCATED -> begin(exchange, 1000);
			case HUGE -> JwksServer.respond(exchange, 200, new byte[10 * 1024 * 1024]);
			case BOMB -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip");
				JwksServer.respond(exchange, 200, BOMB_BYTES);
			}
			case NESTED -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip, gzip");
				JwksServer.respond(exchange, 200, BOMB_BYTES);
			}
			case INCOMPLETE -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip");
				JwksServer.respond(exchange, 200, Arrays.copyOf(BOMB_BYTES, 100));
			}
			case DEEP -> JwksServer.respond(exchange, 200, bytes("{\"keys\":" + "[".repeat(500_000)));
			default -> JwksServer.respond(exchange, 200, bytes("<html>Sign in</html>"));
		}
	}

	private static void begin(HttpExchange exchange, int length) throws IOException {
		exchange.sendResponseHeaders(200, length);
		exchange.getResponseBody().write(bytes("{\"keys\":["));
		exchange.getResponseBody().flush();
	}

	private static void drip(JwksServer server, HttpExchange exchange) throws IOException {
		begin(exchange, 0);
		while (!server.isClosedWithin(Duration.ofMillis(50))) {
			exchange.getResponseBody().write(' ');
			exchange.getResponseBody().flush();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bomb() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			for (int i = 0; i < 50; i++) {
				gzip.write(new byte[1024 * 1024]);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return bytes.toByteArray();
	}

}
