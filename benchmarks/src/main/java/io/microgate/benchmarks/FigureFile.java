package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file with the values that a command has measured on one JDK.
 *
 * @param path where it is
 * @param figures the values
 * @param runs when they were measured, with which settings
 * @param machine the JVM and the system
 */
record FigureFile(Path path, Figures figures, List<String> runs, String machine) {

	private static final String FIGURES = "figures";

	private static final String MACHINE = "machine";

	private static final String RUNS = "runs";

	/**
	 * Begins a file, or goes on with the one of earlier runs when they are to be added
	 * to.
	 * @param directory the directory
	 * @param command what measures the values
	 * @param arguments the settings of this run
	 * @return the file
	 */
	static FigureFile of(Path directory, String command, Arguments arguments) {
		Path path = path(directory, command, System.getProperty("java.specification.version"));
		boolean goOn = Boolean.parseBoolean(arguments.text("add", "false")) && Files.exists(path);
		FigureFile file = goOn ? read(path) : new FigureFile(path, new Figures(), new ArrayList<>(), thisMachine());
		String run = (LocalDate.now() + " " + arguments.explanation()).trim();
		if (!file.runs.contains(run)) {
			file.runs.add(run);
		}
		return file;
	}

	private static String thisMachine() {
		return "%s %s, %s %s, %d cores".formatted(System.getProperty("java.vendor"), Runtime.version(),
				System.getProperty("os.name"), System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors());
	}

	static Path path(Path directory, String command, String jdk) {
		return directory.resolve("%s-jdk%s.json".formatted(command, jdk));
	}

	/**
	 * Reads a file.
	 * @param path where it is
	 * @return its content
	 */
	static FigureFile read(Path path) {
		JsonNode json = JsonMapper.shared().readTree(path.toFile());
		Figures figures = new Figures();
		for (Map.Entry<String, JsonNode> row : json.path(FIGURES).properties()) {
			for (Map.Entry<String, JsonNode> quantity : row.getValue().properties()) {
				quantity.getValue().forEach((value) -> figures.add(row.getKey(), quantity.getKey(), value.asDouble()));
			}
		}
		List<String> runs = new ArrayList<>();
		json.path(RUNS).forEach((run) -> runs.add(run.asString()));
		return new FigureFile(path, figures, runs, json.path(MACHINE).asString());
	}

	/**
	 * Writes the file.
	 * @throws IOException if that fails
	 */
	void write() throws IOException {
		Map<String, Object> content = new LinkedHashMap<>();
		content.put(MACHINE, this.machine);
		content.put(RUNS, this.runs);
		content.put(FIGURES, this.figures.values());
		Files.createDirectories(this.path.getParent());
		JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(this.path.toFile(), content);
		Figures.print("All values: %s", this.path);
	}

}
