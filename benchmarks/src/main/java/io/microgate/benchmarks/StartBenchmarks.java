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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.RunningApplication.Counters;
import io.microgate.benchmarks.Scenario.Shape;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Measures what an application costs until it answers a request with 200. Its keys are
 * fetched over HTTP. Every round starts each application once.
 */
final class StartBenchmarks {

	private static final String ALGORITHM = "RS256";

	private static final int ATTEMPTS = 1000;

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Figures figures = new Figures();

	private final HttpClient client = HttpClient.newHttpClient();

	StartBenchmarks(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
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
					measure(row, keySets.getAddress().getPort());
				}
			}
		}
		finally {
			keySets.stop(0);
		}
		print(rows);
		this.figures.write(this.arguments.output(), "start");
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

	private void measure(StartRow row, int keySetPort) throws Exception {
		Scenario scenario = Scenario.of(row.kind().stack(), row.kind().subject(), State.REPEATED, ALGORITHM)
			.withRoutes(row.routes(), Shape.PREFIX);
		List<URI> keySets = IntStream.range(0, row.keySets())
			.mapToObj((i) -> URI.create("http://127.0.0.1:" + keySetPort + "/" + i + "/jwks.json"))
			.toList();
		String configuration = Configurations.location(scenario, this.issuer.tokens(), keySets);
		String token = this.issuer.token(ALGORITHM);
		long begin = System.nanoTime();
		try (RunningApplication application = RunningApplication.start(row.kind(), configuration)) {
			awaitOk(URI.create("http://localhost:" + application.port() + scenario.path()), token);
			add(row, Quantity.WALL, (System.nanoTime() - begin) / 1e9);
			add(row, Quantity.CPU, application.cpu().toNanos() / 1e9);
			add(row, Quantity.MEMORY, application.residentBytes() / 1e6);
			add(row, Quantity.JARS, ClassPath.librarySize(row.kind().dependencies()) / 1e6);
			Counters counters = application.counters();
			add(row, Quantity.CLASSES, counters.classes());
			add(row, Quantity.THREADS, counters.threads());
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

	private void add(StartRow row, Quantity quantity, double value) {
		this.figures.add(row, quantity.heading, value);
	}

	private void print(List<StartRow> rows) {
		Figures.print("%n| application |%s", columns((quantity) -> quantity.heading));
		Figures.print("|---|%s", columns((quantity) -> "---"));
		for (StartRow row : rows) {
			Figures.print("| %s |%s", row,
					columns((quantity) -> quantity.text("", this.figures.median(row, quantity.heading))));
		}
		Figures.print("%n| application | against | times its CPU |%s", columns((quantity) -> quantity.heading));
		Figures.print("|---|---|---|%s", columns((quantity) -> "---"));
		for (Stack stack : Stack.values()) {
			StartRow microgate = StartRow.of(stack, Subject.MICROGATE, Actuator.NONE);
			StartRow stock = StartRow.of(stack, Subject.STOCK, Actuator.NONE);
			StartRow stockWithActuator = StartRow.of(stack, Subject.STOCK, Actuator.STARTER);
			printDifference(microgate, stock);
			printDifference(microgate, StartRow.of(stack, Subject.STOCK, Actuator.ENDPOINTS));
			printDifference(microgate, stockWithActuator);
			printDifference(StartRow.of(stack, Subject.MICROGATE, Actuator.STARTER), stockWithActuator);
			printDifference(StartRow.withManyRoutes(stack), microgate);
			printDifference(StartRow.withManyKeySets(stack), microgate);
			printDifference(StartRow.withManyKeySets(stack), stock);
		}
	}

	private void printDifference(StartRow row, StartRow base) {
		if (this.figures.has(row) && this.figures.has(base)) {
			Figures.print("| %s | %s | %.2f |%s", row, base, this.figures.ratio(row, base, Quantity.CPU.heading),
					columns((quantity) -> quantity.text("+",
							this.figures.median(row, quantity.heading) - this.figures.median(base, quantity.heading))));
		}
	}

	private static String columns(Function<Quantity, String> column) {
		return Arrays.stream(Quantity.values())
			.map((quantity) -> " " + column.apply(quantity) + " |")
			.collect(Collectors.joining());
	}

	private enum Quantity {

		CPU("CPU s", 2), WALL("wall s", 2), CLASSES("classes", 0), MEMORY("RSS MB", 0), JARS("jars MB", 1),
		THREADS("most threads", 0);

		private final String heading;

		private final int decimals;

		Quantity(String heading, int decimals) {
			this.heading = heading;
			this.decimals = decimals;
		}

		String text(String flags, double value) {
			return Double.isNaN(value) ? "not available"
					: String.format(Locale.ROOT, "%" + flags + "." + this.decimals + "f", value);
		}

	}

}
