package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the page about performance.
 *
 * @param heading the heading that it follows on the page
 * @param columns the names of the columns
 * @param rows the cells
 */
record Table(String heading, List<String> columns, List<List<String>> rows) {

	/** The lines of the table, in Markdown. */
	String text() {
		return line(this.columns) + "|" + "---|".repeat(this.columns.size()) + "\n"
				+ this.rows.stream().map(Table::line).collect(Collectors.joining());
	}

	/**
	 * Compares the cells with those of another table.
	 * @param before the other table
	 * @return the rows of both in which a cell differs, before and after
	 */
	Table since(Table before) {
		List<List<String>> changed = new ArrayList<>();
		for (List<String> row : this.rows) {
			for (List<String> other : before.rows) {
				if (row.get(0).equals(other.get(0)) && !row.equals(other)) {
					changed.add(since(row, other, before.columns));
				}
			}
		}
		return new Table(this.heading, this.columns, changed);
	}

	private List<String> since(List<String> row, List<String> other, List<String> otherColumns) {
		List<String> cells = new ArrayList<>();
		for (int i = 0; i < row.size(); i++) {
			int place = otherColumns.indexOf(this.columns.get(i));
			String before = (place < 0) ? Cells.MISSING : other.get(place);
			cells.add(before.equals(row.get(i)) ? row.get(i) : before + " → " + row.get(i));
		}
		return cells;
	}

	private static String line(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.isEmpty() ? " |" : " " + cell + " |")
			.collect(Collectors.joining("", "|", "\n"));
	}

}
