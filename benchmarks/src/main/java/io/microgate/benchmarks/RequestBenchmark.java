package io.microgate.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sends one request through a filter chain.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

	static final String TOKENS = "benchmarks.tokens";

	static final String WARM_UP = "benchmarks.warmup";

	/** The scenario that is measured. */
	@Param("servlet microgate repeated rs256 1 prefix 1")
	public String scenario;

	private Target target;

	/**
	 * Starts the target of the scenario.
	 * @throws Exception if it does not start
	 */
	@Setup
	public void start() throws Exception {
		Scenario scenario = Scenario.parse(this.scenario);
		this.target = Target.start(scenario, new Tokens(Path.of(System.getProperty(TOKENS))));
		if (scenario.state() == Scenario.State.ROTATION) {
			rememberAll();
		}
		Target.warmUp(this.target, Integer.getInteger(WARM_UP));
	}

	private void rememberAll() throws Exception {
		for (int i = 0; i < Tokens.ROTATION; i++) {
			this.target.call();
		}
	}

	/** Stops the target. */
	@TearDown
	public void stop() {
		this.target.close();
	}

	/**
	 * Sends one request.
	 * @return the result of the call
	 * @throws Exception if the result is not the expected one
	 */
	@Benchmark
	public Object request() throws Exception {
		return this.target.call();
	}

}
