package io.microgate.jwks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A forward proxy on the loopback interface. It takes every host for that interface, so
 * that hosts need not have an address.
 */
public final class TestProxy implements AutoCloseable {

	private static final Pattern TARGET = Pattern.compile("(CONNECT |GET http://)[^ /]*:([0-9]+)(.*)", Pattern.DOTALL);

	private final ServerSocket server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private @Nullable String authorization;

	private @Nullable Answer answer;

	private TestProxy(ServerSocket server) {
		this.server = server;
		this.threads.execute(this::accept);
	}

	public static TestProxy start() {
		try {
			return new TestProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public TestProxy requiring(String username, String password) {
		String credentials = username + ":" + password;
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/** Answers each request in its own way instead of passing it on. */
	TestProxy answering(Answer answer) {
		this.answer = answer;
		return this;
	}

	TestProxy answering(String text) {
		return answering((out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = readHead(client.getInputStream());
			this.requests.add(head);
			if (this.answer != null) {
				this.answer.write(client.getOutputStream());
				return;
			}
			if (this.authorization != null
					&& !head.contains("\r\nProxy-Authorization: " + this.authorization + "\r\n")) {
				client.getOutputStream()
					.write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
				return;
			}
			pass(client, head);
		}
		catch (IOException ex) {
			// one side has gone
		}
	}

	private void pass(Socket client, String head) throws IOException {
		Matcher target = TARGET.matcher(head);
		if (!target.matches()) {
			throw new IOException("no request for a proxy: " + head);
		}
		boolean tunnel = target.group(1).startsWith("CONNECT");
		try (Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target.group(2)))) {
			this.sockets.add(server);
			if (tunnel) {
				client.getOutputStream()
					.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			else {
				server.getOutputStream().write(("GET " + target.group(3)).getBytes(StandardCharsets.US_ASCII));
			}
			this.threads.execute(() -> copy(client, server));
			copy(server, client);
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// one side has gone
		}
	}

	private static String readHead(InputStream stream) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = stream.read();
			if (next < 0) {
				throw new IOException("no complete request");
			}
			head.append((char) next);
		}
		return head.toString();
	}

	public List<String> requests() {
		return this.requests;
	}

	int port() {
		return this.server.getLocalPort();
	}

	public String uri() {
		return "http://localhost:" + port();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.threads.shutdownNow();
		}
	}

	/** Writes an answer; the connection is closed afterwards. */
	@FunctionalInterface
	interface Answer {

		void write(OutputStream out) throws IOException;

	}

}
