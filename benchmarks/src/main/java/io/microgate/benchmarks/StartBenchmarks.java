package io.microgate.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.microgate.benchmarks.RunningApplication.Counters;
import io.microgate.benchmarks.Scenario.Shape;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;

/**
 * Measures what an application costs until it answers a request with 200. Its keys are
 * fetched over HTTP. Every round starts each application once.
 */
final class StartBenchmarks {

	private static final String ALGORITHM = "RS256";

	private static final int ATTEMPTS = 1000;

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Builds builds;

	private final HttpClient client = HttpClient.newHttpClient();

	StartBenchmarks(Arguments arguments, TokenIssuer issuer) throws IOException {
		this.arguments = arguments;
		this.issuer = issuer;
		this.builds = Builds.of(arguments, "start");
	}

	void run() throws Exception {
		Pattern only = Pattern.compile(this.arguments.text("only", ""));
		List<StartRow> rows = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			rows.addAll(StartRow.all(stack));
		}
		rows.removeIf((row) -> !only.matcher(row.toString()).find());
		HttpServer keySets = serveKeySet();
		try {
			for (int round = 0; round < this.arguments.number("rounds", 5); round++) {
				for (StartRow row : rows) {
					for (Build build : this.builds.inTurn(round)) {
						measure(row, keySets.getAddress().getPort(), build);
					}
				}
			}
		}
		finally {
			keySets.stop(0);
		}
		this.builds.finish(Quantity.CPU.heading, Quantity.WALL.heading, Quantity.CLASSES.heading);
	}

	private HttpServer serveKeySet() throws IOException {
		byte[] keySet = Files.readAllBytes(this.issuer.tokens().keySetFile());
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, keySet.length);
			exchange.getResponseBody().write(keySet);
			exchange.close();
		});
		server.start();
		return server;
	}

	private void measure(StartRow row, int keySetPort, Build build) throws Exception {
		Scenario scenario = Scenario.of(row.kind().stack(), row.kind().subject(), State.REPEATED, ALGORITHM)
			.withRoutes(row.routes(), Shape.PREFIX);
		List<URI> keySets = IntStream.range(0, row.keySets())
			.mapToObj((i) -> URI.create("http://127.0.0.1:" + keySetPort + "/" + i + "/jwks.json"))
			.toList();
		String configuration = Configurations.location(scenario, this.issuer.tokens(), keySets);
		String token = this.issuer.token(ALGORITHM);
		long begin = System.nanoTime();
		try (RunningApplication application = RunningApplication.start(row.kind(), configuration, build.classPath())) {
			awaitOk(URI.create("http://localhost:" + application.port() + scenario.path()), token);
			add(build, row, Quantity.WALL, (System.nanoTime() - begin) / 1e9);
			add(build, row, Quantity.CPU, application.cpu().toNanos() / 1e9);
			add(build, row, Quantity.MEMORY, application.residentBytes() / 1e6);
			add(build, row, Quantity.JARS, build.classPath().librarySize(row.kind().dependencies()) / 1e6);
			Counters counters = application.counters();
			add(build, row, Quantity.CLASSES, counters.classes());
			add(build, row, Quantity.THREADS, counters.threads());
		}
	}

	private void awaitOk(URI uri, String token) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
		int status = 0;
		for (int i = 0; i < ATTEMPTS; i++) {
			status = this.client.send(request, BodyHandlers.discarding()).statusCode();
			if (status == 200) {
				return;
			}
			Thread.sleep(10);
		}
		throw new IllegalStateException("Status " + status + " after " + ATTEMPTS + " requests");
	}

	private static void add(Build build, StartRow row, Quantity quantity, double value) {
		build.figures().add(row, quantity.heading, value);
	}

	enum Quantity {

		CPU("CPU s", "%.1f s"), WALL("wall s", "%.1f s"), CLASSES("classes", "%,.0f"), JARS("jars MB", "%.1f MB"),
		MEMORY("RSS MB", "%.0f MB"), THREADS("most threads", "%.0f");

		private final String heading;

		private final String format;

		Quantity(String heading, String format) {
			this.heading = heading;
			this.format = format;
		}

		/** The cell of a row. */
		String cell(Figures figures, StartRow row) {
			double value = figures.median(row, this.heading);
			return Double.isNaN(value) ? Cells.MISSING : String.format(Locale.ROOT, this.format, value);
		}

		double ratio(Figures figures, StartRow row, StartRow base) {
			return figures.ratio(row, base, this.heading);
		}

	}

}
