package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

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

	Iterable<String> rows() {
		return this.rows.keySet();
	}

	double median(Object row, String quantity) {
		Map<String, List<Double>> quantities = this.rows.get(row.toString());
		if (quantities == null || !quantities.containsKey(quantity)) {
			return Double.NaN;
		}
		List<Double> values = quantities.get(quantity).stream().sorted().toList();
		int middle = values.size() / 2;
		return (values.size() % 2 == 1) ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
	}

	double ratio(Object row, Object base, String quantity) {
		return median(row, quantity) / median(base, quantity);
	}

	/**
	 * Writes all values as JSON.
	 * @param directory the directory
	 * @param command the command that measured them
	 * @throws IOException if that fails
	 */
	void write(Path directory, String command) throws IOException {
		Files.createDirectories(directory);
		String java = System.getProperty("java.specification.version");
		Path file = directory.resolve("%s-jdk%s.json".formatted(command, java));
		JsonMapper.builder()
			.build()
			.writerWithDefaultPrettyPrinter()
			.writeValue(file.toFile(),
					Map.of("java", Runtime.version().toString(), "system",
							System.getProperty("os.name") + " " + System.getProperty("os.arch"), "processors",
							Runtime.getRuntime().availableProcessors(), "figures", this.rows));
		System.out.println("All values: " + file);
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
