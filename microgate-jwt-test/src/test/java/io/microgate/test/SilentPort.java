package io.microgate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A port of this machine that notes whether something connects to it.
 */
final class SilentPort {

	private final ServerSocketChannel channel;

	private boolean connected;

	SilentPort() {
		try {
			this.channel = ServerSocketChannel.open()
				.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
			this.channel.configureBlocking(false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int number() {
		return this.channel.socket().getLocalPort();
	}

	/** Whether there has been a connection since the start. */
	synchronized boolean isConnected() {
		try (SocketChannel connection = this.channel.accept()) {
			this.connected = this.connected || connection != null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.connected;
	}

}
