package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Measures, prints a table and writes all values.
	 * @param args what to measure, and settings
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		if (args.length == 0) {
			throw new IllegalArgumentException(
					"Name what to measure: chains, servers, start, memory, worst, floods, lives, report, tables, compare, "
							+ "profile");
		}
		Arguments arguments = new Arguments(args);
		Path directory = Files.createTempDirectory("microgate-benchmarks");
		try {
			measure(args[0], arguments, new TokenIssuer(directory));
		}
		finally {
			delete(directory);
		}
	}

	private static void measure(String command, Arguments arguments, TokenIssuer issuer) throws Exception {
		switch (command) {
			case "chains" -> new ChainBenchmarks(arguments, issuer).run();
			case "servers" -> new ServerBenchmarks(arguments, issuer).run();
			case "start" -> new StartBenchmarks(arguments, issuer).run();
			case "memory" -> new MemoryBenchmark(arguments, issuer.tokens().directory()).run();
			case "floods" -> new FloodBenchmark(arguments, issuer).run();
			case "worst" -> new WorstBenchmark(arguments, issuer).run();
			case "lives" -> new LivesBenchmark(arguments).run();
			case "report" -> {
				Report report = new Report(arguments, issuer);
				report.measure();
				report.print();
			}
			case "tables" -> new Report(arguments, issuer).print();
			case "compare" -> new Report(arguments, issuer).compare();
			case "profile" -> new Profile(arguments, issuer).run();
			default -> throw new IllegalArgumentException("Unknown benchmark '" + command + "'");
		}
	}

	private static void delete(Path directory) throws IOException {
		List<Path> files;
		try (Stream<Path> walk = Files.walk(directory)) {
			files = walk.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : files) {
			Files.delete(file);
		}
	}

}
