package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The page of all keys: its tables, and its YAML blocks.
 */
final class ReferencePage {

	private static final Path FILE = Path.of("../docs/reference/configuration.md");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$");

	private static final Pattern HEADER = Pattern
		.compile("\\| (path|key) \\| meaning \\| type \\| default \\| range \\|");

	private final Map<String, Row> rows = new TreeMap<>();

	private final List<String> blocks;

	private ReferencePage(String text) {
		this.blocks = BLOCK.matcher(text).results().map((block) -> block.group(1).stripIndent()).toList();
		addRows(text.lines().toList());
	}

	static ReferencePage read() throws IOException {
		return new ReferencePage(Files.readString(FILE));
	}

	private void addRows(List<String> lines) {
		String section = "";
		boolean table = false;
		for (String line : lines) {
			if (line.startsWith("## ")) {
				section = line.substring(3);
			}
			table = line.startsWith("|") && (table || HEADER.matcher(line).matches());
			if (table && line.startsWith("| `")) {
				Row row = Row.of(section, line);
				if (this.rows.put(section + ": " + row.path(), row) != null) {
					throw new IllegalStateException("Two rows for " + row);
				}
			}
		}
	}

	/** All rows by section and key. */
	Map<String, Row> rows() {
		return this.rows;
	}

	Row row(String section, String path) {
		return this.rows.get(section + ": " + path);
	}

	List<String> blocks() {
		return this.blocks;
	}

	/**
	 * A row of a table of keys.
	 *
	 * @param section the heading above
	 * @param path the key
	 * @param meaning what it means
	 * @param type its type
	 * @param defaultText what holds without it
	 * @param range what it may be
	 */
	record Row(String section, String path, String meaning, String type, String defaultText, String range) {

		private static Row of(String section, String line) {
			List<String> cells = new ArrayList<>(List.of(line.split("(?<!\\\\)\\|", -1)));
			if (cells.size() != 7) {
				throw new IllegalStateException("Not five cells: " + line);
			}
			cells.replaceAll(String::strip);
			return new Row(section, cells.get(1).replace("`", ""), cells.get(2), cells.get(3), cells.get(4),
					cells.get(5));
		}

	}

}
