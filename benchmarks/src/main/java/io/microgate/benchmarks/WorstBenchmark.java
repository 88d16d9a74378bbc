package io.microgate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.RunningConfiguration;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Measures the CPU time that requests without a valid token cause, as multiples of a
 * forged RS256 token. Time of the thread is measured, so that other work on the machine
 * changes little.
 */
final class WorstBenchmark {

	static final String CPU = "cpu";

	static final String STATUS = "status";

	private static final String UNIT_STATUS = "401";

	/** Whether the operator has listed the expensive algorithm. */
	static final String LISTED = "listed";

	/** The input that all others are compared with. */
	static final String UNIT = "forged RS256 token, 2048 bits";

	static final double GOAL = 50;

	private static final int BATCHES = 5;

	/** The time after which a case counts as endless. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final Arguments arguments;

	private final List<WorstCase> cases;

	private final FigureFile file;

	private final Figures figures;

	WorstBenchmark(Arguments arguments, TokenIssuer issuer) throws IOException {
		this.arguments = arguments;
		this.file = FigureFile.of(arguments.output(), "worst", arguments);
		this.figures = this.file.figures();
		this.cases = new WorstCases(new WorstKeys(issuer.tokens().directory())).all();
	}

	void run() throws Exception {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
		WorstCase unit = this.cases.get(0);
		String only = this.arguments.text("only", "");
		List<String> over = new ArrayList<>();
		measure(unit);
		Figures.print("| input | status | CPU µs | forged RS256 tokens |");
		Figures.print("|---|---|---|---|");
		for (WorstCase worst : this.cases) {
			if (worst.name().contains(only)) {
				String status = (worst == unit) ? UNIT_STATUS : measure(worst);
				if (this.figures.has(worst.name())) {
					this.figures.add(worst.name(), STATUS, Integer.parseInt(status));
					this.figures.add(worst.name(), LISTED, worst.aside() ? 1 : 0);
				}
				String row = print(worst, status);
				over.addAll((worst.aside() || row.isEmpty()) ? List.of() : List.of(row));
			}
		}
		Figures.print("%nOver %.0f, listed algorithms aside: %d", GOAL, over.size());
		over.forEach((row) -> Figures.print("- %s", row));
		this.file.write();
	}

	private String print(WorstCase worst, String status) {
		String name = worst.name() + (worst.aside() ? " (listed aside)" : "");
		if (!this.figures.has(worst.name())) {
			Figures.print("| %s | %s | | |", name, status);
			return status.startsWith("no answer") ? worst.name() : "";
		}
		double ratio = this.figures.ratio(worst.name(), this.cases.get(0).name(), CPU);
		Figures.print("| %s | %s | %.1f | %.1f |", name, status, this.figures.median(worst.name(), CPU), ratio);
		return (ratio > GOAL) ? worst.name() : "";
	}

	/** Measures in a thread of its own, which is abandoned if it does not return. */
	private String measure(WorstCase worst) throws Exception {
		CompletableFuture<String> status = new CompletableFuture<>();
		CompletableFuture<Void> begun = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try (RunningConfiguration running = start(worst.configuration())) {
				status.complete(measure(worst, running, begun));
			}
			catch (InvalidConfigurationException ex) {
				status.complete("rejected at start");
			}
			catch (Exception | StackOverflowError ex) {
				status.completeExceptionally(ex);
			}
		}, "worst");
		thread.setDaemon(true);
		thread.start();
		try {
			CompletableFuture.anyOf(begun, status).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			return status.get();
		}
		catch (TimeoutException ex) {
			return "no answer in " + PATIENCE.toSeconds() + " s";
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("'" + worst.name() + "' fails", ex.getCause());
		}
	}

	private static RunningConfiguration start(String yaml) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("worst", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		ConfigurationPropertySources.attach(environment);
		return new RunningConfiguration(CheckedConfiguration.read(environment, List.of()),
				new ConfigurationCompiler(new DefaultResourceLoader(), null, Clock.systemUTC(), List.of()));
	}

	private String measure(WorstCase worst, RunningConfiguration running, CompletableFuture<Void> begun) {
		PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(running::routes, OpenPaths.NONE, OpenPaths.NONE,
				List.of());
		String status = decide(decisionPoint, worst);
		begun.complete(null);
		long warmUp = TimeUnit.SECONDS.toNanos(this.arguments.number("warmup", 1));
		repeat(decisionPoint, worst, warmUp);
		for (int i = 0; i < BATCHES; i++) {
			this.figures.add(worst.name(), CPU, repeat(decisionPoint, worst, warmUp / 10) / 1000);
		}
		return status;
	}

	/**
	 * Repeats the request for some CPU time.
	 * @return the CPU time of one request in nanoseconds
	 */
	private static double repeat(PolicyDecisionPoint decisionPoint, WorstCase worst, long cpu) {
		long start = THREADS.getCurrentThreadCpuTime();
		long end = start;
		int count = 0;
		while (end - start < cpu) {
			decide(decisionPoint, worst);
			count++;
			end = THREADS.getCurrentThreadCpuTime();
		}
		return (double) (end - start) / count;
	}

	private static String decide(PolicyDecisionPoint decisionPoint, WorstCase worst) {
		RequestDecision decision = decisionPoint.begin(worst.request().arrive(), false, null);
		SentToken token = decision.extractToken();
		if (token != null) {
			decision.verify(token).join();
		}
		if (decision.conclude().allowed()) {
			throw new IllegalStateException("'" + worst.name() + "' is let through");
		}
		return String.valueOf(decision.conclude().reason().status());
	}

}
