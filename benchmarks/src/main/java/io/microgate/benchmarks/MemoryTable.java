package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the table of the heap that a remembered token takes.
 */
final class MemoryTable {

	/** For tokens of one kilobyte. */
	private static final double GOAL = 3000;

	private final Results results;

	MemoryTable(Results results) {
		this.results = results;
	}

	Table table() {
		List<String> columns = new ArrayList<>(List.of("token", "target"));
		this.results.jdks().forEach((jdk) -> columns.add("JDK " + jdk));
		List<List<String>> rows = new ArrayList<>();
		for (String algorithm : MemoryBenchmark.ALGORITHMS) {
			for (int kilobytes : MemoryBenchmark.KILOBYTES) {
				rows.add(cells(algorithm, kilobytes));
			}
		}
		return new Table("Memory", columns, rows);
	}

	private List<String> cells(String algorithm, int kilobytes) {
		double goal = (kilobytes == 1) ? GOAL : Double.NaN;
		List<String> cells = new ArrayList<>(List.of(algorithm + ", about " + kilobytes + " KB",
				Double.isNaN(goal) ? "" : "<= " + Cells.kilobytes(goal)));
		for (String jdk : this.results.jdks()) {
			double bytes = this.results.figures("memory", jdk)
				.median(MemoryBenchmark.row(algorithm, kilobytes), MemoryBenchmark.BYTES);
			String text = Double.isNaN(bytes) ? Cells.MISSING : Cells.kilobytes(bytes);
			cells.add((bytes > goal) ? "**" + text + "**" : text);
		}
		return cells;
	}

}
