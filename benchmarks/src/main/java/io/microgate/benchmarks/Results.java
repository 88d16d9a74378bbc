package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what all commands have measured, on one JDK or several.
 */
final class Results {

	private static final Pattern NAME = Pattern.compile("([a-z-]+)-jdk(\\d+)\\.json");

	private final TreeMap<String, FigureFile> files = new TreeMap<>();

	private Results() {
	}

	/**
	 * Reads all files of a directory.
	 * @param directory the directory
	 * @return their values
	 * @throws IOException if they cannot be read
	 */
	static Results read(Path directory) throws IOException {
		Results results = new Results();
		try (Stream<Path> files = Files.list(directory)) {
			files.filter((file) -> NAME.matcher(file.getFileName().toString()).matches())
				.forEach((file) -> results.files.put(file.getFileName().toString(), FigureFile.read(file)));
		}
		if (results.files.isEmpty()) {
			throw new IllegalArgumentException("There are no figures in '" + directory + "'");
		}
		return results;
	}

	/** The measured versions of the JDK, the oldest first. */
	List<String> jdks() {
		return this.files.keySet()
			.stream()
			.map((name) -> part(name, 2))
			.distinct()
			.sorted(Comparator.comparing(Integer::valueOf))
			.toList();
	}

	/** The names of the files. */
	Iterable<String> names() {
		return this.files.keySet();
	}

	/** The content of a file, without any figures if there is none. */
	FigureFile file(String name) {
		FigureFile file = this.files.get(name);
		return (file != null) ? file : new FigureFile(Path.of(name), new Figures(), List.of(), "");
	}

	Figures figures(String command, String jdk) {
		return file(command + "-jdk" + jdk + ".json").figures();
	}

	private static String part(String name, int group) {
		Matcher matcher = NAME.matcher(name);
		return matcher.matches() ? matcher.group(group) : "";
	}

}
