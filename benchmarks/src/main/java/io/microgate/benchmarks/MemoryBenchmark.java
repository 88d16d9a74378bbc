package io.microgate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.ObjectName;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Measures the heap that 10,000 remembered tokens occupy, as the difference of two
 * histograms of live objects.
 */
final class MemoryBenchmark {

	/** Enough to load all classes and fill all pools. */
	private static final int SEEN_BEFORE = 500;

	static final String BYTES = "bytes per token";

	static final List<String> ALGORITHMS = List.of("RS256", "ES256");

	/** Approximate sizes of tokens. */
	static final List<Integer> KILOBYTES = List.of(1, 2, 4);

	private static final int GROUPS_PER_KILOBYTE = 20;

	/** What the measured process prints. */
	private static final Pattern SUM = Pattern.compile("are held by ([\\d.]+) MB");

	private final Arguments arguments;

	private final Path directory;

	private final Builds builds;

	MemoryBenchmark(Arguments arguments, Path directory) throws IOException {
		this.arguments = arguments;
		this.directory = directory;
		this.builds = Builds.of(arguments, "memory");
	}

	void run() throws Exception {
		Pattern only = Pattern.compile(this.arguments.text("only", ""));
		for (String algorithm : ALGORITHMS) {
			for (int kilobytes : KILOBYTES) {
				String row = row(algorithm, kilobytes);
				if (only.matcher(row).find()) {
					measure(row, algorithm, kilobytes);
				}
			}
		}
		this.builds.finish(BYTES);
	}

	static String row(String algorithm, int kilobytes) {
		return algorithm.toLowerCase(Locale.ROOT) + " " + kilobytes + " KB";
	}

	private void measure(String row, String algorithm, int kilobytes) throws Exception {
		Path directory = Files.createTempDirectory(this.directory, "tokens");
		Tokens tokens = new TokenIssuer(directory, (kilobytes - 1) * GROUPS_PER_KILOBYTE).issue(algorithm);
		Scenario scenario = Scenario.of(Stack.SERVLET, Subject.MICROGATE, State.REMEMBERED, algorithm);
		for (Build build : this.builds.inTurn(0)) {
			Figures.print("%n%s %s, tokens of %d characters", row, build,
					tokens.read(algorithm, State.REPEATED).get(0).length());
			build.figures().add(row, BYTES, measure(scenario, tokens, build));
		}
	}

	private static double measure(Scenario scenario, Tokens tokens, Build build) throws Exception {
		Process process = new ProcessBuilder(RunningApplication.java("java"), "-Xmx1g", "-cp",
				build.classPath().ofBenchmark(scenario, true), MemoryBenchmark.class.getName(),
				tokens.directory().toString(), scenario.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		double bytes = Double.NaN;
		for (String line : process.inputReader().lines().toList()) {
			Figures.print("%s", line);
			Matcher sum = SUM.matcher(line);
			bytes = sum.find() ? Double.parseDouble(sum.group(1)) * 1e6 / Tokens.ROTATION : bytes;
		}
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The measured process failed");
		}
		return bytes;
	}

	/**
	 * Runs the process whose heap is measured.
	 * @param args directory of the tokens, scenario
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		Scenario scenario = Scenario.parse(args[1]);
		try (Target target = Target.start(scenario, new Tokens(Path.of(args[0])))) {
			call(target, SEEN_BEFORE);
			Map<String, Long> before = histogram();
			call(target, Tokens.ROTATION - SEEN_BEFORE);
			Map<String, Long> after = histogram();
			before.forEach((type, bytes) -> after.merge(type, -bytes, Long::sum));
			print(scenario.algorithm(), after);
		}
	}

	private static void call(Target target, int times) throws Exception {
		for (int i = 0; i < times; i++) {
			target.call();
		}
	}

	/** Sums the bytes of the live objects of each class. */
	private static Map<String, Long> histogram() throws Exception {
		String text = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		Map<String, Long> bytes = new HashMap<>();
		for (String line : text.split("\n")) {
			String[] words = line.trim().split("\\s+");
			if (words.length >= 4 && words[0].endsWith(":")) {
				bytes.merge(words[3], Long.parseLong(words[2]), Long::sum);
			}
		}
		return bytes;
	}

	private static void print(String algorithm, Map<String, Long> more) {
		double scale = Tokens.ROTATION / (double) (Tokens.ROTATION - SEEN_BEFORE);
		long sum = more.values().stream().mapToLong(Long::longValue).sum();
		Figures.print("%n10,000 tokens, %s, are held by %.1f MB of heap:", algorithm, sum * scale / 1e6);
		more.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.limit(12)
			.forEach((entry) -> Figures.print("%10.1f MB  %s", entry.getValue() * scale / 1e6, entry.getKey()));
	}

}
