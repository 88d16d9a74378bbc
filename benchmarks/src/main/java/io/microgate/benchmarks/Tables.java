package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes all tables of the page about performance from what was measured.
 */
final class Tables {

	private static final String LINE = "|";

	private final List<Table> tables = new ArrayList<>();

	Tables(Results results) {
		this.tables.add(runs(results));
		this.tables.addAll(new ChainTables(results).all());
		this.tables.addAll(new ServerTables(results).all());
		this.tables.add(new StartTable(results).table());
		this.tables.add(new MemoryTable(results).table());
		this.tables.add(new WorstTable(results).table());
	}

	private static Table runs(Results results) {
		List<List<String>> rows = new ArrayList<>();
		for (String name : results.names()) {
			FigureFile file = results.file(name);
			rows.add(List.of(name.replaceFirst("-jdk.*", ""), file.machine(), String.join("; ", file.runs())));
		}
		return new Table("Figures", List.of("what", "where", "when, with which settings"), rows);
	}

	/** Prints every table below the heading that it has on the page. */
	void print() {
		for (Table table : this.tables) {
			Figures.print("%n### %s%n%n%s", table.heading(), table.text());
		}
	}

	/**
	 * Puts every table into the page, in place of the one below its heading.
	 * @param page the file
	 * @throws IOException if it cannot be read or written
	 */
	void update(Path page) throws IOException {
		Files.writeString(page, String.join("\n", updated(Files.readAllLines(page))) + "\n");
	}

	/**
	 * Replaces the tables of a page.
	 * @param lines the lines of the page
	 * @return the lines with these tables
	 */
	List<String> updated(List<String> lines) {
		List<String> page = lines;
		for (Table table : this.tables) {
			page = updated(page, table);
		}
		return page;
	}

	private static List<String> updated(List<String> lines, Table table) {
		int begin = lines.indexOf("### " + table.heading());
		begin = (begin < 0) ? lines.indexOf("## " + table.heading()) : begin;
		if (begin < 0) {
			throw new IllegalArgumentException("The page has no section '" + table.heading() + "'");
		}
		begin++;
		while (begin < lines.size() && !lines.get(begin).startsWith(LINE)) {
			if (lines.get(begin).startsWith("#")) {
				throw new IllegalArgumentException("The section '" + table.heading() + "' has no table");
			}
			begin++;
		}
		int end = begin;
		while (end < lines.size() && lines.get(end).startsWith(LINE)) {
			end++;
		}
		List<String> page = new ArrayList<>(lines.subList(0, begin));
		table.text().lines().forEach(page::add);
		page.addAll(lines.subList(end, lines.size()));
		return page;
	}

	/**
	 * Prints what has changed since other figures, table by table. Most cells are ratios
	 * within one run, so figures of different machines compare.
	 * @param before the other figures
	 */
	void compare(Tables before) {
		for (int i = 0; i < this.tables.size(); i++) {
			Table changed = this.tables.get(i).since(before.tables.get(i));
			if (!changed.rows().isEmpty()) {
				Figures.print("%n### %s%n%n%s", changed.heading(), changed.text());
			}
		}
	}

}
