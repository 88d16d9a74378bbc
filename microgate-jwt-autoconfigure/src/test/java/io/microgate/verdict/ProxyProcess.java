package io.microgate.verdict;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A reverse proxy of the system, as an operator puts it in front of an application.
 */
final class ProxyProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private ProxyProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a proxy. Without the program the test is skipped, but not where everything
	 * has to be installed.
	 * @param program name of the program
	 * @param directory where its configuration is written
	 * @param configuration the configuration, with {@code {port}} and {@code {directory}}
	 * @param arguments arguments, with {@code {directory}} and {@code {file}}
	 */
	static ProxyProcess start(String program, Path directory, String configuration, List<String> arguments)
			throws IOException {
		File executable = new File("/usr/sbin/" + program);
		if (System.getenv("CI") == null) {
			assumeTrue(executable.canExecute(), program + " is not installed");
		}
		int port = freePort();
		Path file = directory.resolve(program + ".conf");
		Files.writeString(file,
				configuration.replace("{port}", Integer.toString(port)).replace("{directory}", directory.toString()));
		List<String> command = new ArrayList<>(List.of(executable.getPath()));
		arguments.forEach((argument) -> command
			.add(argument.replace("{directory}", directory.toString()).replace("{file}", file.toString())));
		Path log = directory.resolve(program + ".log");
		ProxyProcess proxy = new ProxyProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
		try {
			await().atMost(Duration.ofSeconds(30)).until(() -> !proxy.process.isAlive() || proxy.isListening());
			assertThat(proxy.process.isAlive()).as(() -> read(log)).isTrue();
			return proxy;
		}
		catch (RuntimeException | Error ex) {
			proxy.close();
			throw ex;
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
