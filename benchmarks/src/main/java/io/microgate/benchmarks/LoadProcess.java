package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * The load generator as a process of its own.
 */
final class LoadProcess implements AutoCloseable {

	private final Process process;

	private final PrintWriter commands;

	private final BufferedReader answers;

	private LoadProcess(Process process) {
		this.process = process;
		this.commands = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
		this.answers = process.inputReader(StandardCharsets.US_ASCII);
	}

	static LoadProcess start(Path tokens) throws IOException {
		String path = Scenario.of(Stack.SERVLET, Subject.OPEN, State.ROTATION, "RS256").path();
		return new LoadProcess(new ProcessBuilder(RunningApplication.java("java"), "-Xmx256m", "-cp",
				System.getProperty("java.class.path"), LoadGenerator.class.getName(), tokens.toString(), path)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start());
	}

	/**
	 * Sends requests over each connection, one after the other.
	 * @param application the server
	 * @param connections the number of connections
	 * @param seconds how long
	 * @param least the least number of requests
	 * @return the number of replies
	 * @throws IOException if a reply is not the expected one
	 */
	int send(RunningApplication application, int connections, int seconds, int least) throws IOException {
		this.commands.println(application.port() + " " + seconds + " " + least + " " + connections);
		String answer = this.answers.readLine();
		if (answer == null) {
			throw new IOException("The load generator has failed");
		}
		return Integer.parseInt(answer);
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
