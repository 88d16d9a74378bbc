package io.microgate.verdict;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speaks HTTP/1.1 over a socket and sends exactly the bytes that it is given: a normal
 * client would repair the requests that matter here. Text is ISO-8859-1, one character a
 * byte.
 */
final class RawHttp {

	private static final int TIMEOUT_MILLIS = 20_000;

	private RawHttp() {
	}

	static Response exchange(int port, String request) throws IOException {
		try (Connection connection = new Connection(port)) {
			return connection.exchange(request);
		}
	}

	private static Response read(InputStream input, boolean head) throws IOException {
		String statusLine = line(input);
		int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
		Map<String, List<String>> headers = new TreeMap<>();
		for (String line = line(input); !line.isEmpty(); line = line(input)) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		return new Response(status, headers, head ? "" : body(input, headers));
	}

	private static String body(InputStream input, Map<String, List<String>> headers) throws IOException {
		if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
			return text(chunks(input));
		}
		List<String> length = headers.get("content-length");
		return text((length != null) ? input.readNBytes(Integer.parseInt(length.get(0))) : input.readAllBytes());
	}

	private static byte[] chunks(InputStream input) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int size = Integer.parseInt(line(input), 16);
		while (size > 0) {
			body.write(input.readNBytes(size));
			line(input);
			size = Integer.parseInt(line(input), 16);
		}
		line(input);
		return body.toByteArray();
	}

	private static String line(InputStream input) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int read = input.read(); read != '\n'; read = input.read()) {
			if (read < 0) {
				throw new EOFException("The connection was closed after '%s'".formatted(text(line.toByteArray())));
			}
			if (read != '\r') {
				line.write(read);
			}
		}
		return text(line.toByteArray());
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * A connection for several requests, one after the other.
	 */
	static final class Connection implements AutoCloseable {

		private final Socket socket;

		Connection(int port) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
		}

		Response exchange(String request) throws IOException {
			this.socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
			return read(this.socket.getInputStream(), request.startsWith("HEAD "));
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

	/**
	 * What the server answered.
	 *
	 * @param status the status code
	 * @param headers values by lower-case name
	 * @param body the body, empty when there is none
	 */
	record Response(int status, Map<String, List<String>> headers, String body) {

		List<String> header(String name) {
			return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
		}

	}

}
