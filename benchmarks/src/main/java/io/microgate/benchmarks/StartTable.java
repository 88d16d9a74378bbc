package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.Subject;
import io.microgate.benchmarks.StartBenchmarks.Quantity;

/**
 * Makes the table of what applications cost until they answer.
 */
final class StartTable {

	/** The most CPU time, as a multiple of stock with endpoints and with the actuator. */
	private static final double ENDPOINTS_GOAL = 1.15;

	private static final double ACTUATOR_GOAL = 1;

	private final Results results;

	StartTable(Results results) {
		this.results = results;
	}

	Table table() {
		List<List<String>> rows = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (String jdk : this.results.jdks()) {
				StartRow.all(stack).forEach((row) -> rows.add(cells(stack, jdk, row)));
			}
		}
		return new Table("Start", List.of("application", "CPU", "of stock with endpoints", "of stock with actuator",
				"wall", "classes", "libraries", "memory", "threads"), rows);
	}

	private List<String> cells(Stack stack, String jdk, StartRow row) {
		Figures figures = this.results.figures("start", jdk);
		boolean judged = row.equals(StartRow.of(stack, Subject.MICROGATE, Actuator.NONE));
		return List.of("JDK " + jdk + ", " + row, Quantity.CPU.cell(figures, row),
				ratio(figures, row, StartRow.of(stack, Subject.STOCK, Actuator.ENDPOINTS),
						judged ? ENDPOINTS_GOAL : Double.NaN),
				ratio(figures, row, StartRow.of(stack, Subject.STOCK, Actuator.STARTER),
						judged ? ACTUATOR_GOAL : Double.NaN),
				Quantity.WALL.cell(figures, row), Quantity.CLASSES.cell(figures, row), Quantity.JARS.cell(figures, row),
				Quantity.MEMORY.cell(figures, row), Quantity.THREADS.cell(figures, row));
	}

	private static String ratio(Figures figures, StartRow row, StartRow base, double goal) {
		double ratio = Quantity.CPU.ratio(figures, row, base);
		return Double.isNaN(ratio) ? Cells.MISSING : Cells.ratio(ratio, goal);
	}

}
