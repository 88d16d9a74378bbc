package io.microgate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A port of this machine that refuses connections. It is taken as long as it is used, so
 * that no other process, such as one that runs further tests, gets it and answers.
 */
public final class RefusingPort implements AutoCloseable {

	private final SocketChannel channel;

	public RefusingPort() {
		try {
			this.channel = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int number() {
		return this.channel.socket().getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
