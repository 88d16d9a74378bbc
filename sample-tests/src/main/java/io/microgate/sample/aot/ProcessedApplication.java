package io.microgate.sample.aot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was processed ahead of time in a JVM of its own, as
 * {@code spring-boot:process-aot} does it, and is run in others.
 */
final class ProcessedApplication {

	private static final String PROCESSOR = "org.springframework.boot.SpringApplicationAotProcessor";

	/** Names of jars that only tests of a sample have. */
	private static final Pattern FOR_TESTS = Pattern.compile(
			".*-test-.*|sample-tests-.*|micrometer-(core|registry)-.*|prometheus-metrics-.*|spring-boot-micrometer-metrics-.*");

	/** Those of this build. */
	private static final List<String> MODULES_FOR_TESTS = List.of("sample-tests", "microgate-jwt-test");

	private static final int START_SECONDS = 120;

	private final Class<?> application;

	private final Path directory;

	private final Path classes;

	private ProcessedApplication(Class<?> application, Path directory) {
		this.application = application;
		this.directory = directory;
		this.classes = directory.resolve("classes");
	}

	/**
	 * Processes an application.
	 * @param application its main class
	 * @param directory an empty directory for what is generated
	 * @param arguments the configuration of build time
	 */
	static ProcessedApplication of(Class<?> application, Path directory, String... arguments)
			throws IOException, InterruptedException {
		ProcessedApplication processed = new ProcessedApplication(application, directory);
		Path sources = Files.createDirectories(directory.resolve("sources"));
		Files.createDirectories(processed.classes);
		List<String> command = processed.java(PROCESSOR, application.getName(), sources.toString(),
				processed.classes.toString(), processed.classes.toString(), "io.microgate", "sample");
		command.addAll(List.of(arguments));
		Path log = directory.resolve("processing.log");
		assertThat(exitCode(start(command, log))).as(() -> read(log)).isZero();
		processed.compile(sources);
		return processed;
	}

	private void compile(Path sources) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> generated = Files.walk(sources)) {
			List<Path> java = generated.filter((file) -> file.toString().endsWith(".java")).toList();
			List<String> options = List.of("-cp", classPath(), "-d", this.classes.toString(), "-proc:none", "-nowarn");
			assertThat(
					compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java)).call())
				.isTrue();
		}
	}

	/**
	 * Starts the application in the way that it was processed for.
	 * @param arguments the configuration of run time
	 */
	RunningApplication run(String... arguments) throws IOException {
		List<String> command = java("-Dspring.aot.enabled=true", this.application.getName());
		command.addAll(List.of(arguments));
		Path log = Files.createTempFile(this.directory, "run", ".log");
		return new RunningApplication(start(command, log), log);
	}

	/**
	 * Starts the application, which refuses to.
	 * @param arguments the configuration of run time
	 * @return what it has logged
	 */
	String fail(String... arguments) throws IOException, InterruptedException {
		try (RunningApplication running = run(arguments)) {
			assertThat(exitCode(running.process())).as(running::output).isEqualTo(1);
			return running.output();
		}
	}

	String reachabilityMetadata() throws IOException {
		return Files
			.readString(this.classes.resolve("META-INF/native-image/io.microgate/sample/reachability-metadata.json"));
	}

	private List<String> java(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
		command.addAll(List.of(arguments));
		return command;
	}

	/** Of the application alone, without what its tests have. */
	private String classPath() {
		String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return this.classes + File.pathSeparator
				+ Arrays.stream(all.split(File.pathSeparator))
					.filter((element) -> !isForTests(Path.of(element)))
					.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isForTests(Path element) {
		String name = element.getFileName().toString();
		return name.equals("test-classes") || FOR_TESTS.matcher(name).matches() || MODULES_FOR_TESTS.stream()
			.anyMatch((module) -> element.endsWith(Path.of(module, "target", "classes")));
	}

	private static Process start(List<String> command, Path log) throws IOException {
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static int exitCode(Process process) throws InterruptedException {
		boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
		process.destroyForcibly();
		assertThat(ended).as("process has ended").isTrue();
		return process.exitValue();
	}

	static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * A run of the application.
	 *
	 * @param process its JVM
	 * @param log what it writes
	 */
	record RunningApplication(Process process, Path log) implements AutoCloseable {

		String output() {
			return read(this.log);
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}
