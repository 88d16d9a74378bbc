package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A port that no client may connect to. Connections wait in its queue until it looks.
 */
final class SilentListener implements AutoCloseable {

	private static final int LOOK_MILLIS = 50;

	private final ServerSocket socket;

	SilentListener() throws IOException {
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.socket.setSoTimeout(LOOK_MILLIS);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	void verifyNoConnection() {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.socket::accept);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
