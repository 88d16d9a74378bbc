package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes rows as a table for logs and messages.
 */
final class CoverageTable {

	private static final String GAP = "  ";

	private CoverageTable() {
	}

	static String write(List<CoverageRow> rows) {
		List<String[]> lines = new ArrayList<>();
		lines.add(new String[] { "MAPPING", "HOSTS", "STANDING", "DECIDED BY" });
		rows.forEach((row) -> addTo(lines, row));
		int[] widths = new int[3];
		for (String[] line : lines) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], line[i].length());
			}
		}
		StringBuilder text = new StringBuilder();
		for (String[] line : lines) {
			StringBuilder written = new StringBuilder();
			for (int i = 0; i < widths.length; i++) {
				written.append(line[i]).append(" ".repeat(widths[i] - line[i].length())).append(GAP);
			}
			text.append(written.append(line[3]).toString().stripTrailing()).append('\n');
		}
		return text.toString();
	}

	private static void addTo(List<String[]> lines, CoverageRow row) {
		String standing = row.standing().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		for (int i = 0; i < row.rulings().size(); i++) {
			String ruling = ((i > 0) ? "then " : "") + row.rulings().get(i);
			lines.add((i > 0) ? new String[] { "", "", "", ruling }
					: new String[] { mapping(row), String.join(", ", row.hosts()), standing, ruling });
		}
	}

	private static String mapping(CoverageRow row) {
		StringBuilder text = new StringBuilder(
				row.methods().containsAll(CoverageLine.METHODS) ? "any method" : String.join(",", row.methods()));
		text.append(' ').append(row.path());
		if (!row.mappingConditions().isEmpty()) {
			text.append(" [").append(String.join(", ", row.mappingConditions())).append(']');
		}
		if (row.answeredBySpring()) {
			text.append(" (answered by Spring)");
		}
		if (row.onManagementPort()) {
			text.append(" (management port)");
		}
		return text.toString();
	}

}
