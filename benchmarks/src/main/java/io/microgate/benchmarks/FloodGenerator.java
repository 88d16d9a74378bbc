package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends tokens over many connections, flat out or at a rate, and requests without a token
 * on four more, every 5 ms, whose replies it times. Runs in a process of its own: for
 * every line with a port, a number of seconds and a rate, 0 for none, it prints the
 * number of replies to tokens, and the median and the 99th percentile of the others in
 * milliseconds.
 */
public final class FloodGenerator {

	private static final int PROBES = 4;

	private static final long PROBE_INTERVAL = 5_000_000;

	private final List<byte[]> requests = new ArrayList<>();

	private final byte[] probe;

	private final String status;

	private final int connections;

	private final AtomicInteger next = new AtomicInteger();

	private FloodGenerator(Path tokens, String path, String status, int connections) throws IOException {
		for (String token : Files.readAllLines(tokens)) {
			this.requests.add(request(path, token));
		}
		this.probe = request(path, null);
		this.status = status;
		this.connections = connections;
	}

	private static byte[] request(String path, String token) {
		StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
		String[] headers = Headers.of(token);
		for (int i = 0; i < headers.length; i += 2) {
			request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
		}
		return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Starts the generator.
	 * @param args file of the tokens, path, expected status, number of connections
	 * @throws Exception if a reply is not what was expected
	 */
	public static void main(String[] args) throws Exception {
		FloodGenerator generator = new FloodGenerator(Path.of(args[0]), args[1], args[2], Integer.parseInt(args[3]));
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			String[] words = command.split(" ");
			System.out.println(generator.flood(Integer.parseInt(words[0]),
					System.nanoTime() + Integer.parseInt(words[1]) * 1_000_000_000L, Integer.parseInt(words[2])));
		}
	}

	private String flood(int port, long end, int rate) throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		try {
			List<Future<List<Long>>> probes = new ArrayList<>();
			for (int i = 0; i < PROBES; i++) {
				probes.add(executor.submit(() -> send(port, end, PROBE_INTERVAL, List.of(this.probe), "401")));
			}
			long interval = (rate == 0) ? 0 : 1_000_000_000L * this.connections / rate;
			List<Callable<List<Long>>> floods = new ArrayList<>();
			for (int i = 0; i < this.connections; i++) {
				floods.add(() -> send(port, end, interval, this.requests, this.status));
			}
			int replies = 0;
			for (Future<List<Long>> flood : executor.invokeAll(floods)) {
				replies += flood.get().size();
			}
			List<Long> times = new ArrayList<>();
			for (Future<List<Long>> probe : probes) {
				times.addAll(probe.get());
			}
			times.sort(null);
			return String.format(Locale.ROOT, "%d %.3f %.3f", replies, times.get(times.size() / 2) / 1e6,
					times.get(times.size() * 99 / 100) / 1e6);
		}
		finally {
			executor.shutdown();
		}
	}

	/** Sends one request after another and returns how long each reply took. */
	private List<Long> send(int port, long end, long interval, List<byte[]> requests, String status)
			throws IOException {
		List<Long> times = new ArrayList<>();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setTcpNoDelay(true);
			byte[] buffer = new byte[16_384];
			long due = System.nanoTime();
			while (due - end < 0) {
				long early = due - System.nanoTime();
				if (early > 0) {
					LockSupport.parkNanos(early);
				}
				long sent = System.nanoTime();
				socket.getOutputStream()
					.write(requests.get(Math.floorMod(this.next.getAndIncrement(), requests.size())));
				read(socket.getInputStream(), buffer, status);
				times.add(System.nanoTime() - sent);
				due = Math.max(due + interval, System.nanoTime());
			}
		}
		return times;
	}

	/** Reads one reply, which is short and arrives before the next request is sent. */
	private static void read(InputStream in, byte[] buffer, String status) throws IOException {
		int length = 0;
		while (true) {
			int count = in.read(buffer, length, buffer.length - length);
			if (count < 0) {
				throw new IOException("The connection was closed");
			}
			length += count;
			String reply = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
			int end = reply.indexOf("\r\n\r\n");
			if (end >= 0 && length >= end + 4 + contentLength(reply, end)) {
				if (!reply.startsWith("HTTP/1.1 " + status)) {
					throw new IOException("Unexpected reply: " + reply);
				}
				return;
			}
		}
	}

	private static int contentLength(String reply, int end) throws IOException {
		String name = "\r\ncontent-length: ";
		int place = reply.toLowerCase(Locale.ROOT).indexOf(name);
		if (place < 0 || place > end) {
			throw new IOException("Unexpected reply: " + reply);
		}
		int value = place + name.length();
		return Integer.parseInt(reply.substring(value, reply.indexOf('\r', value)));
	}

}
