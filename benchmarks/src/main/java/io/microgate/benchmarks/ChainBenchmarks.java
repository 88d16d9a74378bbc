package io.microgate.benchmarks;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures filter chains within one process. Every round measures every row once, in a
 * JVM of its own, so that other work on the machine does not disturb a single row.
 */
final class ChainBenchmarks {

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Builds builds;

	ChainBenchmarks(Arguments arguments, TokenIssuer issuer) throws IOException {
		this.arguments = arguments;
		this.issuer = issuer;
		this.builds = Builds.of(arguments, arguments.actuator() ? "chains-actuator" : "chains");
	}

	void run() throws Exception {
		Pattern only = Pattern.compile(this.arguments.text("only", ""));
		List<Scenario> scenarios = ChainScenarios.all()
			.stream()
			.filter((scenario) -> !scenario.subject().isAccelerated() || this.builds.own().classPath().hasProvider())
			.filter((scenario) -> only.matcher(scenario.toString()).find())
			.toList();
		for (int round = 1; round <= this.arguments.number("rounds", 1); round++) {
			Figures.print("Round %d of %d rows", round, scenarios.size());
			for (Scenario scenario : scenarios) {
				for (Build build : this.builds.inTurn(round)) {
					measure(scenario, build);
				}
			}
		}
		this.builds.finish(CpuProfiler.CPU, CpuProfiler.BYTES);
	}

	/** The JVM of JMH inherits the class path from this property. */
	private void measure(Scenario scenario, Build build) throws Exception {
		this.issuer.issue(scenario);
		String own = System.setProperty("java.class.path",
				build.classPath().ofBenchmark(scenario, this.arguments.actuator()));
		try {
			add(new Runner(options(scenario).build()).runSingle(), build);
		}
		finally {
			System.setProperty("java.class.path", own);
		}
	}

	private ChainedOptionsBuilder options(Scenario scenario) {
		int seconds = this.arguments.number("seconds", 3);
		return new OptionsBuilder().include(RequestBenchmark.class.getName())
			.param("scenario", scenario.toString())
			.forks(1)
			.warmupIterations(1)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(seconds)
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(CpuProfiler.class)
			.jvmArgsAppend("-Xms1g", "-Xmx1g", "-D" + RequestBenchmark.TOKENS + "=" + this.issuer.tokens().directory(),
					"-D" + RequestBenchmark.WARM_UP + "=" + this.arguments.number("warmup", 4))
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true);
	}

	private static void add(RunResult result, Build build) {
		Figures figures = build.figures();
		String row = result.getParams().getParam("scenario");
		for (IterationResult iteration : iterations(result)) {
			figures.add(row, "wall", iteration.getPrimaryResult().getScore());
			for (Map.Entry<String, ? extends Result<?>> secondary : secondaries(iteration).entrySet()) {
				figures.add(row, secondary.getKey(), secondary.getValue().getScore());
			}
		}
		Figures.print("%-60s %-6s %10.2f µs CPU %10.0f B", row, build, figures.median(row, CpuProfiler.CPU) / 1000,
				figures.median(row, CpuProfiler.BYTES));
	}

	private static Collection<IterationResult> iterations(RunResult result) {
		return result.getBenchmarkResults().iterator().next().getIterationResults();
	}

	@SuppressWarnings("rawtypes")
	private static Map<String, ? extends Result<?>> secondaries(IterationResult iteration) {
		Map<String, Result<?>> results = new LinkedHashMap<>();
		for (Map.Entry<String, Result> entry : iteration.getSecondaryResults().entrySet()) {
			results.put(entry.getKey(), entry.getValue());
		}
		return results;
	}

}
