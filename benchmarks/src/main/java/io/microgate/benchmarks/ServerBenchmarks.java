package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Measures the CPU time that a server process needs for a reply, over kept connections
 * and with 10,000 tokens in turn. The same application runs several times, open and
 * protected in two ways, and every round measures each of them once.
 */
final class ServerBenchmarks {

	private static final String CPU = "cpu";

	private static final String RATE = "replies/s";

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Figures figures = new Figures();

	ServerBenchmarks(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void run() throws Exception {
		String only = this.arguments.text("only", "");
		for (Stack stack : Stack.values()) {
			for (String algorithm : List.of("RS256", "ES256")) {
				if ((kinds(stack).get(0) + " " + algorithm).contains(only)) {
					measure(stack, algorithm);
				}
			}
		}
		this.figures.write(this.arguments.output(), "servers");
	}

	private void measure(Stack stack, String algorithm) throws Exception {
		Map<ApplicationKind, RunningApplication> applications = new LinkedHashMap<>();
		this.issuer.issue(algorithm);
		Process generator = generator(algorithm);
		try {
			for (ApplicationKind kind : kinds(stack)) {
				Scenario scenario = Scenario.of(stack, kind.subject(), State.ROTATION, algorithm);
				applications.put(kind,
						RunningApplication.start(kind, Configurations.location(scenario, this.issuer.tokens())));
			}
			for (RunningApplication application : applications.values()) {
				load(generator, application, this.arguments.number("warmup", 40), 2 * Tokens.ROTATION);
			}
			for (int round = 0; round < this.arguments.number("rounds", 3); round++) {
				for (Map.Entry<ApplicationKind, RunningApplication> entry : applications.entrySet()) {
					measure(entry.getKey() + " " + algorithm, generator, entry.getValue());
				}
			}
		}
		finally {
			applications.values().forEach(RunningApplication::close);
			generator.destroy();
		}
		print(applications.keySet(), algorithm);
	}

	/** The actuator has its own price, so all are measured without it and with it. */
	private static List<ApplicationKind> kinds(Stack stack) {
		return Stream.of(Actuator.NONE, Actuator.STARTER)
			.flatMap((actuator) -> Stream.of(Subject.EMPTY, Subject.STOCK, Subject.MICROGATE)
				.map((subject) -> new ApplicationKind(stack, subject, actuator)))
			.toList();
	}

	private void measure(String row, Process generator, RunningApplication application) throws IOException {
		int seconds = this.arguments.number("seconds", 3);
		Duration before = application.cpu();
		int replies = load(generator, application, seconds, 0);
		Duration spent = application.cpu().minus(before);
		this.figures.add(row, CPU, spent.toNanos() / (double) replies);
		this.figures.add(row, RATE, replies / (double) seconds);
	}

	private Process generator(String algorithm) throws IOException {
		Scenario any = Scenario.of(Stack.SERVLET, Subject.EMPTY, State.ROTATION, algorithm);
		return new ProcessBuilder(RunningApplication.java("java"), "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), LoadGenerator.class.getName(),
				this.issuer.tokens().file(algorithm, State.ROTATION).toString(), any.path(),
				this.arguments.text("connections", "8"))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static int load(Process generator, RunningApplication application, int seconds, int least)
			throws IOException {
		PrintWriter commands = new PrintWriter(generator.outputWriter(StandardCharsets.US_ASCII), true);
		commands.println(application.port() + " " + seconds + " " + least);
		BufferedReader answers = generator.inputReader(StandardCharsets.US_ASCII);
		String answer = answers.readLine();
		if (answer == null) {
			throw new IllegalStateException("The load generator has failed");
		}
		return Integer.parseInt(answer);
	}

	private void print(Iterable<ApplicationKind> kinds, String algorithm) {
		Figures.print(
				"%n| application | CPU µs per reply | of the open one | of the open one with actuator | replies/s |");
		Figures.print("|---|---|---|---|---|");
		for (ApplicationKind kind : kinds) {
			String row = kind + " " + algorithm;
			Figures.print("| %s | %.1f | %.2f | %.2f | %.0f |", row, this.figures.median(row, CPU) / 1000,
					this.figures.ratio(row, kind.open(Actuator.NONE) + " " + algorithm, CPU),
					this.figures.ratio(row, kind.open(Actuator.STARTER) + " " + algorithm, CPU),
					this.figures.median(row, RATE));
		}
	}

}
