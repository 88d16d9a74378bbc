package io.microgate.benchmarks;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Writes cells of the tables.
 */
final class Cells {

	static final String MISSING = "not measured";

	/** Where there is nothing to measure. */
	static final String NOTHING = "-";

	/** What a request may allocate: a share of the empty chain's bytes, and some more. */
	static final double BYTES_FACTOR = 1.1;

	static final double BYTES_MORE = 2000;

	private Cells() {
	}

	/** Writes a number with two or three digits that count. */
	static String number(double value) {
		double size = Math.abs(value);
		String format = (size < 0.0095) ? "%.3f" : (size < 1.995) ? "%.2f" : (size < 9.95) ? "%.1f" : "%,.0f";
		return String.format(Locale.ROOT, format, value);
	}

	/** Writes a ratio, in bold if it misses its goal. */
	static String ratio(double value, double goal) {
		String number = number(value);
		return (Double.parseDouble(number.replace(",", "")) > goal) ? "**" + number + "**" : number;
	}

	static String goal(double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}

	static String micros(double nanos) {
		return number(nanos / 1000) + " µs";
	}

	static String kilobytes(double bytes) {
		return String.format(Locale.ROOT, "%.1f KB", bytes / 1000);
	}

	/** Writes bytes, in bold if they are more than a request may allocate. */
	static String bytes(double bytes, double empty) {
		String text = Double.isNaN(bytes) ? MISSING : kilobytes(bytes);
		return (bytes > BYTES_FACTOR * empty + BYTES_MORE) ? "**" + text + "**" : text;
	}

	/** Writes a difference in microseconds with its sign. */
	static String difference(double nanos) {
		return String.format(Locale.ROOT, "%s%.1f µs", (nanos < 0) ? "- " : "+ ", Math.abs(nanos / 1000));
	}

	/** Writes the median of ratios and, in brackets, what half of them lie between. */
	static String spread(List<Double> quartiles, double goal) {
		if (quartiles.get(1).isNaN()) {
			return MISSING;
		}
		String median = ratio(quartiles.get(1), goal);
		return quartiles.get(0).equals(quartiles.get(2)) ? median
				: "%s (%s to %s)".formatted(median, number(quartiles.get(0)), number(quartiles.get(2)));
	}

}
