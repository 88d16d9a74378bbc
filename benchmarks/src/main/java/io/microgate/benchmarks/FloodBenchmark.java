package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Measures how long requests without a token wait, which need no signature, while a flood
 * of tokens that no one remembers keeps the reactive stack busy.
 */
final class FloodBenchmark {

	private static final String MEDIAN = "p50 ms";

	private static final String HIGH = "p99 ms";

	private static final String CPU = "CPU µs";

	private static final String RATE = "tokens/s";

	private static final List<String> QUANTITIES = List.of(MEDIAN, HIGH, CPU, RATE);

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Builds builds;

	FloodBenchmark(Arguments arguments, TokenIssuer issuer) throws IOException {
		this.arguments = arguments;
		this.issuer = issuer;
		this.builds = Builds.of(arguments, "floods");
	}

	void run() throws Exception {
		for (String algorithm : List.of("RS256", "ES256")) {
			if (algorithm.matches(this.arguments.text("only", ".*"))) {
				measure(algorithm);
			}
		}
		for (Build build : this.builds.inTurn(0)) {
			print(build);
		}
		this.builds.finish(MEDIAN, HIGH, CPU);
	}

	private void measure(String algorithm) throws Exception {
		this.issuer.issue(algorithm);
		Scenario scenario = Scenario.of(Stack.REACTIVE, Subject.MICROGATE, State.FIRST_SIGHT, algorithm);
		String configuration = Configurations.location(scenario, this.issuer.tokens());
		Map<Build, RunningApplication> applications = new LinkedHashMap<>();
		Process good = generator(scenario);
		Process forged = generator(Scenario.of(Stack.REACTIVE, Subject.MICROGATE, State.BAD_SIGNATURE, algorithm));
		try {
			for (Build build : this.builds.inTurn(0)) {
				applications.put(build,
						RunningApplication.start(new ApplicationKind(Stack.REACTIVE, Subject.MICROGATE, Actuator.NONE),
								configuration, build.classPath()));
			}
			int warmup = this.arguments.number("warmup", 20) / 2;
			for (RunningApplication application : applications.values()) {
				flood(good, application, warmup, 0);
				flood(forged, application, warmup, 0);
			}
			int rate = this.arguments.number("rate", 1000);
			for (int round = 0; round < this.arguments.number("rounds", 3); round++) {
				for (Build build : this.builds.inTurn(round)) {
					RunningApplication application = applications.get(build);
					measure(algorithm + " forged, flat out", build, forged, application, 0);
					measure(algorithm + " forged, %d/s".formatted(rate), build, forged, application, rate);
					measure(algorithm + " good, flat out", build, good, application, 0);
				}
			}
		}
		finally {
			applications.values().forEach(RunningApplication::close);
			good.destroy();
			forged.destroy();
		}
	}

	private Process generator(Scenario scenario) throws IOException {
		return new ProcessBuilder(RunningApplication.java("java"), "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), FloodGenerator.class.getName(),
				this.issuer.tokens().file(scenario.algorithm(), scenario.state()).toString(), scenario.path(),
				String.valueOf(scenario.state().status(Subject.MICROGATE)), this.arguments.text("connections", "16"))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private void measure(String row, Build build, Process generator, RunningApplication application, int rate)
			throws IOException {
		long before = application.cpu().toNanos();
		String[] measured = flood(generator, application, this.arguments.number("seconds", 5), rate);
		double replies = Double.parseDouble(measured[0]);
		Figures figures = build.figures();
		figures.add(row, CPU, (application.cpu().toNanos() - before) / 1000.0 / replies);
		figures.add(row, RATE, replies / this.arguments.number("seconds", 5));
		figures.add(row, MEDIAN, Double.parseDouble(measured[1]));
		figures.add(row, HIGH, Double.parseDouble(measured[2]));
	}

	private static String[] flood(Process generator, RunningApplication application, int seconds, int rate)
			throws IOException {
		PrintWriter commands = new PrintWriter(generator.outputWriter(StandardCharsets.US_ASCII), true);
		commands.println(application.port() + " " + seconds + " " + rate);
		BufferedReader answers = generator.inputReader(StandardCharsets.US_ASCII);
		String answer = answers.readLine();
		if (answer == null) {
			throw new IllegalStateException("The generator of the flood has failed");
		}
		return answer.split(" ");
	}

	private static void print(Build build) {
		Figures.print("%n| flood %s | %s |", build, String.join(" | ", QUANTITIES));
		Figures.print("|---|---|---|---|---|");
		for (String row : build.figures().rows()) {
			Figures.print("| %s | %.2f | %.2f | %.0f | %.0f |", row, build.figures().median(row, MEDIAN),
					build.figures().median(row, HIGH), build.figures().median(row, CPU),
					build.figures().median(row, RATE));
		}
	}

}
