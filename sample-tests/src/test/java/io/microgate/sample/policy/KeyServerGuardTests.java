package io.microgate.sample.policy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyServerGuard}.
 */
class KeyServerGuardTests {

	private final KeyServerGuard guard = new KeyServerGuard();

	@Test
	void afterAllWhenWithoutConnectionThenPasses() throws IOException {
		this.guard.afterAll(null);
		assertThat(this.guard.wasConnected()).isFalse();
	}

	@Test
	void afterAllWhenConnectedThenFails() throws IOException {
		try (Socket socket = connect()) {
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> this.guard.afterAll(null)));
			assertThat(socket.isConnected()).isTrue();
		}
	}

	private Socket connect() throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), URI.create(this.guard.uri()).getPort());
	}

}
