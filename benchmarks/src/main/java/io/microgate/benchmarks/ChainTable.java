package io.microgate.benchmarks;

import java.util.Locale;

import io.microgate.benchmarks.Scenario.Shape;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Prints the figures of filter chains: every row, and the ratios that matter.
 */
final class ChainTable {

	private final Figures figures;

	ChainTable(Figures figures) {
		this.figures = figures;
	}

	void print() {
		Figures
			.print("%n| stack | subject | state | algorithm | routes | shape | entries | CPU µs | wall µs | bytes |");
		Figures.print("|---|---|---|---|---|---|---|---|---|---|");
		for (String row : this.figures.rows()) {
			Figures.print("| %s | %.2f | %.2f | %.0f |", row.replace(" ", " | "),
					this.figures.median(row, CpuProfiler.CPU) / 1000, this.figures.median(row, "wall") / 1000,
					this.figures.median(row, CpuProfiler.BYTES));
		}
		Figures.print("%n| stack | what | of CPU | of bytes |");
		Figures.print("|---|---|---|---|");
		for (Stack stack : Stack.values()) {
			printRatios(stack);
		}
	}

	private void printRatios(Stack stack) {
		for (String algorithm : Tokens.ALGORITHMS) {
			Scenario repeated = Scenario.of(stack, Subject.MICROGATE, State.REPEATED, algorithm);
			Scenario stock = repeated.by(Subject.STOCK);
			printRatio("repeated token, " + algorithm + ", against stock", repeated, stock);
			printRatio("10,000 tokens, " + algorithm + ", against stock",
					Scenario.of(stack, Subject.MICROGATE, State.ROTATION, algorithm), stock);
			Scenario first = Scenario.of(stack, Subject.MICROGATE, State.FIRST_SIGHT, algorithm);
			printRatio("first sight, " + algorithm + ", against stock", first, stock);
			printRatio("first sight, " + algorithm + ", against the signature alone", first,
					Scenario.of(Stack.SERVLET, Subject.SIGNATURE, State.FIRST_SIGHT, algorithm));
		}
		for (State state : ChainScenarios.REJECTIONS) {
			Scenario rejected = Scenario.of(stack, Subject.MICROGATE, state, "RS256");
			printRatio(lower(state) + ", against stock", rejected, rejected.by(Subject.STOCK));
		}
		Scenario repeated = Scenario.of(stack, Subject.MICROGATE, State.REPEATED, "RS256");
		Scenario header = Scenario.of(stack, Subject.MICROGATE, State.HEADER, "RS256");
		for (State state : ChainScenarios.BESIDES) {
			printDifference(lower(state) + " beside a repeated token",
					Scenario.of(stack, Subject.MICROGATE, state, "RS256"), repeated);
		}
		printDifference("propagated against a header of the application",
				Scenario.of(stack, Subject.MICROGATE, State.PROPAGATED, "RS256"), header);
		printSizes(Scenario.of(stack, Subject.MICROGATE, State.REPEATED, "RS256"));
	}

	private void printSizes(Scenario one) {
		for (Shape shape : Shape.values()) {
			printRatio("10,000 routes against 1, " + lower(shape), one.withRoutes(ChainScenarios.MANY_ROUTES, shape),
					one.withRoutes(1, shape));
		}
		Scenario stock = one.by(Subject.STOCK);
		printRatio("stock: 10,000 routes against 1", stock.withRoutes(ChainScenarios.MANY_ROUTES, Shape.PREFIX), stock);
		Scenario entries = one.withEntries(ChainScenarios.MANY_ENTRIES);
		printDifference("128 policy entries against 1", entries, one);
	}

	private void printDifference(String what, Scenario scenario, Scenario base) {
		if (this.figures.has(scenario) && this.figures.has(base)) {
			Figures.print("| %s | %s | %+.2f µs | %+.0f |", lower(scenario.stack()), what,
					(this.figures.median(scenario, CpuProfiler.CPU) - this.figures.median(base, CpuProfiler.CPU))
							/ 1000,
					this.figures.median(scenario, CpuProfiler.BYTES) - this.figures.median(base, CpuProfiler.BYTES));
		}
	}

	private void printRatio(String what, Scenario scenario, Scenario base) {
		if (this.figures.has(scenario) && this.figures.has(base)) {
			Figures.print("| %s | %s | %.3f | %.3f |", lower(scenario.stack()), what,
					this.figures.ratio(scenario, base, CpuProfiler.CPU),
					this.figures.ratio(scenario, base, CpuProfiler.BYTES));
		}
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
