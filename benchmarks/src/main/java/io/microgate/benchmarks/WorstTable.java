package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the table of the work that any client can cause.
 */
final class WorstTable {

	private static final int UNAUTHORIZED = 401;

	private final Results results;

	WorstTable(Results results) {
		this.results = results;
	}

	Table table() {
		List<String> columns = new ArrayList<>(List.of("what is sent, and to what"));
		Set<String> names = new LinkedHashSet<>();
		for (String jdk : this.results.jdks()) {
			columns.add("JDK " + jdk);
			figures(jdk).rows().forEach(names::add);
		}
		return new Table("Work that any client can cause", columns, names.stream().map(this::cells).toList());
	}

	private List<String> cells(String name) {
		List<String> cells = new ArrayList<>(List.of(name.replace("|", "\\|")));
		for (String jdk : this.results.jdks()) {
			Figures figures = figures(jdk);
			if (!figures.has(name)) {
				cells.add(Cells.MISSING);
				continue;
			}
			boolean listed = figures.median(name, WorstBenchmark.LISTED) == 1;
			String ratio = Cells.ratio(figures.ratio(name, WorstBenchmark.UNIT, WorstBenchmark.CPU),
					listed ? Double.NaN : WorstBenchmark.GOAL);
			double status = figures.median(name, WorstBenchmark.STATUS);
			cells.add(ratio + ((status != UNAUTHORIZED) ? String.format(Locale.ROOT, " (%.0f)", status) : ""));
		}
		return cells;
	}

	private Figures figures(String jdk) {
		return this.results.figures("worst", jdk);
	}

}
