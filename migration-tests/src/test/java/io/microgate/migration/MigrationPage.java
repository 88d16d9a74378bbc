package io.microgate.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the blocks of a migration guide.
 */
final class MigrationPage {

	private static final Path FOLDER = Path.of("..", "docs", "migrate");

	private final String text;

	MigrationPage(String name) {
		try {
			this.text = Files.readString(FOLDER.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lists the blocks of a language.
	 * @param language what the block is marked with
	 * @return their contents, in the order of the page
	 */
	List<String> blocks(String language) {
		return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
			.matcher(this.text)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	String text() {
		return this.text;
	}

	static List<Path> files() throws IOException {
		try (var files = Files.list(FOLDER)) {
			return files.sorted().toList();
		}
	}

}
