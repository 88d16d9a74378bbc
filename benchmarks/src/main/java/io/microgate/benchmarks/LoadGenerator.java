package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests over kept connections, each with the next of the tokens. Runs in a
 * process of its own: for every line with a port, a number of seconds, the least number
 * of requests and a number of connections it prints the number of replies.
 */
public final class LoadGenerator {

	private final List<byte[]> requests = new ArrayList<>();

	private final AtomicInteger next = new AtomicInteger();

	private LoadGenerator(Path tokens, String path) throws IOException {
		for (String token : Files.readAllLines(tokens)) {
			StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
			String[] headers = Headers.of(token);
			for (int i = 0; i < headers.length; i += 2) {
				request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
			}
			this.requests.add(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
		}
	}

	/**
	 * Starts the generator.
	 * @param args file of the tokens, path
	 * @throws Exception if a reply is not what was expected
	 */
	public static void main(String[] args) throws Exception {
		LoadGenerator generator = new LoadGenerator(Path.of(args[0]), args[1]);
		ExecutorService executor = Executors.newCachedThreadPool();
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			String[] words = command.split(" ");
			int connections = Integer.parseInt(words[3]);
			long end = System.nanoTime() + Integer.parseInt(words[1]) * 1_000_000_000L;
			Callable<Integer> connection = () -> generator.send(Integer.parseInt(words[0]), end,
					Integer.parseInt(words[2]) / connections);
			int replies = 0;
			for (Future<Integer> sent : executor.invokeAll(Collections.nCopies(connections, connection))) {
				replies += sent.get();
			}
			System.out.println(replies);
		}
		executor.shutdown();
	}

	private int send(int port, long end, int least) throws IOException {
		int replies = 0;
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setTcpNoDelay(true);
			InputStream in = socket.getInputStream();
			OutputStream out = socket.getOutputStream();
			byte[] buffer = new byte[16_384];
			while (replies < least || System.nanoTime() - end < 0) {
				out.write(this.requests.get(Math.floorMod(this.next.getAndIncrement(), this.requests.size())));
				read(in, buffer);
				replies++;
			}
		}
		return replies;
	}

	/** Reads one reply, which is short and arrives before the next request is sent. */
	private static void read(InputStream in, byte[] buffer) throws IOException {
		int length = 0;
		int expected = buffer.length;
		while (length < expected) {
			int count = in.read(buffer, length, buffer.length - length);
			if (count < 0) {
				throw new IOException("The connection was closed");
			}
			length += count;
			if (expected == buffer.length) {
				expected = length(buffer, length);
			}
		}
	}

	private static int length(byte[] buffer, int length) throws IOException {
		String reply = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
		int end = reply.indexOf("\r\n\r\n");
		if (end < 0) {
			return buffer.length;
		}
		String name = "\r\ncontent-length: ";
		int place = reply.toLowerCase(Locale.ROOT).indexOf(name);
		if (!reply.startsWith("HTTP/1.1 200") || place < 0 || place > end) {
			throw new IOException("Unexpected reply: " + reply);
		}
		int value = place + name.length();
		return end + 4 + Integer.parseInt(reply.substring(value, reply.indexOf('\r', value)));
	}

}
