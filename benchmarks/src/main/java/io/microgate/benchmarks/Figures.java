package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holds all measured values of each row and quantity. Tables show their median.
 */
final class Figures {

	private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

	void add(Object row, String quantity, double value) {
		this.rows.computeIfAbsent(row.toString(), (key) -> new LinkedHashMap<>())
			.computeIfAbsent(quantity, (key) -> new ArrayList<>())
			.add(value);
	}

	boolean has(Object row) {
		return this.rows.containsKey(row.toString());
	}

	boolean has(String row, String quantity) {
		return has(row) && this.rows.get(row).containsKey(quantity);
	}

	Iterable<String> rows() {
		return this.rows.keySet();
	}

	Map<String, Map<String, List<Double>>> values() {
		return this.rows;
	}

	double median(Object row, String quantity) {
		return quartiles(row, quantity).get(1);
	}

	/**
	 * Returns the quartiles of all values, {@code NaN} if there are none.
	 * @param row the row
	 * @param quantity the quantity
	 * @return the first quartile, the median and the third quartile
	 */
	List<Double> quartiles(Object row, String quantity) {
		return quartiles(list(row, quantity));
	}

	private static List<Double> quartiles(List<Double> values) {
		if (values.isEmpty()) {
			return List.of(Double.NaN, Double.NaN, Double.NaN);
		}
		List<Double> sorted = values.stream().sorted().toList();
		return List.of(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
	}

	private List<Double> list(Object row, String quantity) {
		return this.rows.getOrDefault(row.toString(), Map.of()).getOrDefault(quantity, List.of());
	}

	/** Interpolates between the two values next to the quantile. */
	private static double quantile(List<Double> values, double share) {
		double place = share * (values.size() - 1);
		int below = (int) place;
		double value = values.get(below);
		return (below + 1 < values.size()) ? value + (place - below) * (values.get(below + 1) - value) : value;
	}

	/**
	 * Returns the quartiles of ratios, each of two values that were measured in turn.
	 * @param row the row
	 * @param base the row that it is compared with
	 * @param quantity the quantity
	 * @return the quartiles, {@code NaN} if a row has no values
	 */
	List<Double> ratios(Object row, Object base, String quantity) {
		List<Double> values = list(row, quantity);
		List<Double> others = list(base, quantity);
		return quartiles(IntStream.range(0, Math.min(values.size(), others.size()))
			.mapToObj((i) -> values.get(i) / others.get(i))
			.toList());
	}

	double ratio(Object row, Object base, String quantity) {
		return median(row, quantity) / median(base, quantity);
	}

	/**
	 * Prints a row of a table.
	 * @param format the format string
	 * @param values the values
	 */
	static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
