package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.benchmarks.application.BenchmarkApplication;

/**
 * The application as a process of its own.
 */
final class RunningApplication implements AutoCloseable {

	private static final Path PROCESSES = Path.of("/proc");

	private static final String RECORDING = "profile";

	private final Process process;

	private final int port;

	private RunningApplication(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a process and waits until it serves.
	 * @param kind what it is
	 * @param configuration location of its configuration
	 * @param classPath the libraries of its build
	 * @return the running application
	 * @throws IOException if it does not start
	 */
	static RunningApplication start(ApplicationKind kind, String configuration, ClassPath classPath)
			throws IOException {
		return start(kind, configuration, classPath, List.of());
	}

	/**
	 * Starts a process with further options, and waits until it serves.
	 * @param kind what it is
	 * @param configuration location of its configuration
	 * @param classPath the libraries of its build
	 * @param options options of its JVM
	 * @return the running application
	 * @throws IOException if it does not start
	 */
	static RunningApplication start(ApplicationKind kind, String configuration, ClassPath classPath,
			List<String> options) throws IOException {
		List<String> command = new ArrayList<>(List.of(java("java"), "-Xms512m", "-Xmx512m"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath.of(kind.dependencies()), BenchmarkApplication.class.getName(),
				"--spring.config.location=" + configuration, "--server.port=0",
				"--server.tomcat.max-keep-alive-requests=-1", "--spring.main.banner-mode=off",
				"--logging.level.root=warn"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> output = new ArrayList<>();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			if (line.startsWith(BenchmarkApplication.STARTED)) {
				return new RunningApplication(process,
						Integer.parseInt(line.substring(BenchmarkApplication.STARTED.length())));
			}
			output.add(line);
		}
		throw new IllegalStateException("The application did not start: " + String.join("\n", output));
	}

	/**
	 * Returns the path of a tool of the running JDK.
	 * @param tool its name
	 * @return the path
	 */
	static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	int port() {
		return this.port;
	}

	/** CPU time of the process so far, its compilers and garbage collectors included. */
	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Reads the resident memory of the process.
	 * @return the bytes, {@code NaN} where the system has no {@code /proc}
	 * @throws IOException if it cannot be read
	 */
	double residentBytes() throws IOException {
		Path status = PROCESSES.resolve(String.valueOf(this.process.pid())).resolve("status");
		return Files.isReadable(status) ? 1024 * number(Files.readString(status), "VmRSS:\\s+(\\d+) kB") : Double.NaN;
	}

	/**
	 * Reads the counters of the JVM from outside, which costs the application nothing.
	 */
	Counters counters() throws IOException {
		String counters = jcmd("PerfCounter.print");
		return new Counters(
				number(counters, "java\\.cls\\.loadedClasses=(\\d+)")
						+ number(counters, "java\\.cls\\.sharedLoadedClasses=(\\d+)"),
				number(counters, "java\\.threads\\.livePeak=(\\d+)"));
	}

	/**
	 * Starts to record an event of the JVM.
	 * @param event its name
	 * @param setting a setting of it
	 * @throws IOException if the JVM cannot be reached
	 */
	void startRecording(String event, String setting) throws IOException {
		jcmd("JFR.start", "name=" + RECORDING, "settings=none", "+" + event + "#enabled=true",
				"+" + event + "#" + setting);
	}

	/**
	 * Stops recording.
	 * @param file where the recording goes
	 * @throws IOException if the JVM cannot be reached
	 */
	void stopRecording(Path file) throws IOException {
		jcmd("JFR.stop", "name=" + RECORDING, "filename=" + file);
	}

	private String jcmd(String... words) throws IOException {
		List<String> command = new ArrayList<>(List.of(java("jcmd"), String.valueOf(this.process.pid())));
		command.addAll(List.of(words));
		Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
		return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** Connects to the counter of what its threads allocate. */
	AllocationCounter allocation() throws IOException {
		return AllocationCounter.of(this.process);
	}

	private static long number(String text, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("No " + pattern + " in: " + text);
		}
		return Long.parseLong(matcher.group(1));
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

	/**
	 * What the JVM of an application counts.
	 *
	 * @param classes classes that were loaded, lambdas included
	 * @param threads most Java threads that were alive at a time
	 */
	record Counters(long classes, long threads) {
	}

}
