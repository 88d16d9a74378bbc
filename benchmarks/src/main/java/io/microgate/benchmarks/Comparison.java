package io.microgate.benchmarks;

import java.util.List;

/**
 * Prints the ratios of two sets of figures.
 */
final class Comparison {

	private final Figures before;

	private final Figures after;

	Comparison(Figures before, Figures after) {
		this.before = before;
		this.after = after;
	}

	/**
	 * Prints the rows that both have. Quartiles follow each median in brackets: a ratio
	 * means little where those of both overlap.
	 * @param quantities the quantities to compare
	 */
	void print(String... quantities) {
		Figures.print("%n| row | quantity | before | after | after / before |");
		Figures.print("|---|---|---|---|---|");
		for (String row : this.before.rows()) {
			for (String quantity : quantities) {
				if (this.before.has(row, quantity) && this.after.has(row, quantity)) {
					Figures.print("| %s | %s | %s | %s | %.3f |", row, quantity, text(this.before, row, quantity),
							text(this.after, row, quantity),
							this.after.median(row, quantity) / this.before.median(row, quantity));
				}
			}
		}
	}

	private static String text(Figures figures, String row, String quantity) {
		List<Double> quartiles = figures.quartiles(row, quantity);
		return "%.0f (%.0f to %.0f)".formatted(quartiles.get(1), quartiles.get(0), quartiles.get(2));
	}

}
