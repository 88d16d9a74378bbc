package io.microgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends exactly the bytes that it is given, which no HTTP client does.
 */
final class RawHttp {

	private static final int TIMEOUT_MILLIS = 20_000;

	private RawHttp() {
	}

	/**
	 * Sends a request that asks the server to close the connection, and reads to its end.
	 */
	static Response exchange(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			int body = text.indexOf("\r\n\r\n");
			return new Response(Integer.parseInt(text.split(" ", 3)[1]), (body < 0) ? "" : text.substring(body + 4));
		}
	}

	/**
	 * An answer.
	 *
	 * @param status the status code
	 * @param body the body, as it was transferred
	 */
	record Response(int status, String body) {
	}

}
