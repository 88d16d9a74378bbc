package io.microgate.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	private final Arguments arguments;

	private final TokenIssuer issuer;

	MemoryBenchmark(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void run() throws Exception {
		for (String algorithm : List.of("RS256", "ES256")) {
			Scenario scenario = Scenario.of(Stack.SERVLET, Subject.MICROGATE, State.ROTATION, algorithm);
			if (scenario.toString().contains(this.arguments.text("only", ""))) {
				this.issuer.issue(algorithm);
				Process process = new ProcessBuilder(RunningApplication.java("java"), "-Xmx1g", "-cp",
						ClassPath.ofBenchmark(scenario, true), MemoryBenchmark.class.getName(),
						this.issuer.tokens().directory().toString(), scenario.toString())
					.inheritIO()
					.start();
				if (process.waitFor() != 0) {
					throw new IllegalStateException("The measured process failed");
				}
			}
		}
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
