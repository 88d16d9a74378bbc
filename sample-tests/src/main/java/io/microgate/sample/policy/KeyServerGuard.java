package io.microgate.sample.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class during which an application has connected to its key server.
 */
public final class KeyServerGuard implements AfterAllCallback {

	private final ServerSocketChannel server;

	public KeyServerGuard() {
		try {
			this.server = ServerSocketChannel.open();
			this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.server.configureBlocking(false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns where keys could be fetched. The operating system takes connections, but no
	 * request is answered.
	 */
	public String uri() {
		return "http://localhost:" + this.server.socket().getLocalPort() + "/oauth2/jwks";
	}

	/**
	 * Whether there was a connection since the last call.
	 */
	public boolean wasConnected() throws IOException {
		try (SocketChannel connection = this.server.accept()) {
			return connection != null;
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		assertThat(wasConnected()).as("connected to the key server").isFalse();
	}

}
