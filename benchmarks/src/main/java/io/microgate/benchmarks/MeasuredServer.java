package io.microgate.benchmarks;

import java.io.IOException;
import java.util.List;

import io.microgate.benchmarks.Scenario.State;

/**
 * A server process that is measured.
 */
final class MeasuredServer implements AutoCloseable {

	private final ServerRow row;

	private final Build build;

	private final RunningApplication application;

	private final AllocationCounter allocation;

	private final Figures rounds = new Figures();

	private MeasuredServer(ServerRow row, Build build, RunningApplication application, AllocationCounter allocation) {
		this.row = row;
		this.build = build;
		this.application = application;
		this.allocation = allocation;
	}

	static MeasuredServer start(ServerRow row, Build build, Tokens tokens) throws IOException {
		RunningApplication application = RunningApplication.start(row.kind(),
				Configurations.location(row.scenario(), tokens), build.classPath());
		try {
			return new MeasuredServer(row, build, application, application.allocation());
		}
		catch (IOException | RuntimeException ex) {
			application.close();
			throw ex;
		}
	}

	ServerRow row() {
		return this.row;
	}

	/**
	 * Sends requests until compilers have done their work, and remembered tokens have
	 * been seen twice.
	 */
	void warmUp(LoadProcess load, int connections, int seconds) throws IOException {
		load.send(this.application, connections, seconds,
				(this.row.state() == State.ROTATION) ? 2 * Tokens.ROTATION : 0);
	}

	void measure(ServerRow row, LoadProcess load, int connections, int seconds) throws IOException {
		long bytes = this.allocation.bytes();
		long cpu = this.application.cpu().toNanos();
		int replies = load.send(this.application, connections, seconds, 0);
		this.rounds.add(row, ServerBenchmarks.CPU, (this.application.cpu().toNanos() - cpu) / (double) replies);
		this.rounds.add(row, ServerBenchmarks.BYTES, (this.allocation.bytes() - bytes) / (double) replies);
		this.rounds.add(row, ServerBenchmarks.RATE, replies / (double) seconds);
	}

	/** Adds the medians of the rounds to the figures of the build. */
	void finish() {
		for (String measured : this.rounds.rows()) {
			for (String quantity : List.of(ServerBenchmarks.CPU, ServerBenchmarks.BYTES, ServerBenchmarks.RATE)) {
				this.build.figures().add(measured, quantity, this.rounds.median(measured, quantity));
			}
			Figures.print("%-50s %-6s %10.2f µs CPU %10.0f B", measured, this.build,
					this.rounds.median(measured, ServerBenchmarks.CPU) / 1000,
					this.rounds.median(measured, ServerBenchmarks.BYTES));
		}
	}

	@Override
	public void close() {
		this.allocation.close();
		this.application.close();
	}

}
