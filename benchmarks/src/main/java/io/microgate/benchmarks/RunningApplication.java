package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;
import io.microgate.benchmarks.application.BenchmarkApplication;

/**
 * The application as a process of its own.
 */
final class RunningApplication implements AutoCloseable {

	private final Process process;

	private final int port;

	private final Duration startTime;

	private final Duration startCpu;

	private RunningApplication(Process process, int port, Duration startTime) {
		this.process = process;
		this.port = port;
		this.startTime = startTime;
		this.startCpu = cpu();
	}

	/**
	 * Starts a process and waits until it serves.
	 * @param kind what it is
	 * @param tokens the keys of the run
	 * @param algorithm the algorithm of the signatures
	 * @return the running application
	 * @throws IOException if it does not start
	 */
	static RunningApplication start(Kind kind, Tokens tokens, String algorithm) throws IOException {
		Scenario scenario = Scenario.of(kind.stack(), kind.subject(), State.ROTATION, algorithm);
		String location = Configurations.location(scenario, tokens);
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(java(), "-Xms512m", "-Xmx512m", "-cp",
				ClassPath.ofApplication(kind.stack(), kind.subject(), kind.actuator()),
				BenchmarkApplication.class.getName(), "--spring.config.location=" + location, "--server.port=0",
				"--server.tomcat.max-keep-alive-requests=-1", "--spring.main.banner-mode=off",
				"--logging.level.root=warn")
			.redirectErrorStream(true)
			.start();
		List<String> output = new ArrayList<>();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			if (line.startsWith(BenchmarkApplication.STARTED)) {
				return new RunningApplication(process,
						Integer.parseInt(line.substring(BenchmarkApplication.STARTED.length())),
						Duration.ofNanos(System.nanoTime() - begin));
			}
			output.add(line);
		}
		throw new IllegalStateException("The application did not start: " + String.join("\n", output));
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	int port() {
		return this.port;
	}

	/** From the start of the process until it served. */
	Duration startTime() {
		return this.startTime;
	}

	/** CPU time of the process until it served. */
	Duration startCpu() {
		return this.startCpu;
	}

	/** CPU time of the process so far, its compilers and garbage collectors included. */
	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

	/**
	 * What an application is.
	 *
	 * @param stack its web stack
	 * @param subject what protects it, nothing when empty
	 * @param actuator whether it has the actuator
	 */
	record Kind(Stack stack, Subject subject, boolean actuator) {

		/**
		 * All that are compared. The actuator has its own price, so all are measured
		 * without it and with it.
		 * @param stack their web stack
		 * @return the kinds, the open one without anything first
		 */
		static List<Kind> all(Stack stack) {
			return List.of(new Kind(stack, Subject.EMPTY, false), new Kind(stack, Subject.STOCK, false),
					new Kind(stack, Subject.MICROGATE, false), new Kind(stack, Subject.EMPTY, true),
					new Kind(stack, Subject.STOCK, true), new Kind(stack, Subject.MICROGATE, true));
		}

		/** The open application with or without the actuator. */
		Kind open(boolean actuator) {
			return new Kind(this.stack, Subject.EMPTY, actuator);
		}

		@Override
		public String toString() {
			return "%s %s%s".formatted((this.stack == Stack.SERVLET) ? "tomcat" : "netty", switch (this.subject) {
				case EMPTY -> "open";
				case STOCK -> "stock";
				case MICROGATE -> "microgate";
				case SIGNATURE -> throw new IllegalStateException("No application");
			}, this.actuator ? " with actuator" : "");
		}

	}

}
