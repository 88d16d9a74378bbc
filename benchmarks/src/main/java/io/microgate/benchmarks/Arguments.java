package io.microgate.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the settings that follow a command, such as {@code rounds=5}.
 */
final class Arguments {

	private static final Set<String> NAMES = Set.of("rounds", "seconds", "warmup", "only", "output", "connections",
			"actuator", "libraries", "processes", "add", "quick", "before", "after", "page", "rate");

	/** Files, and rows, which the figures themselves show. */
	private static final Set<String> UNEXPLAINED = Set.of("output", "libraries", "before", "after", "page", "add",
			"only");

	private final Map<String, String> values = new LinkedHashMap<>();

	private Arguments(Map<String, String> values) {
		this.values.putAll(values);
	}

	Arguments(String[] words) {
		for (String word : Arrays.asList(words).subList(1, words.length)) {
			String[] pair = word.split("=", 2);
			if (pair.length != 2 || !NAMES.contains(pair[0])) {
				throw new IllegalArgumentException(
						"Unknown setting '" + word + "'. Use one of " + NAMES + ", such as rounds=5");
			}
			this.values.put(pair[0], pair[1]);
		}
	}

	int number(String name, int fallback) {
		return this.values.containsKey(name) ? Integer.parseInt(this.values.get(name)) : fallback;
	}

	String text(String name, String fallback) {
		return this.values.getOrDefault(name, fallback);
	}

	String required(String name) {
		if (!this.values.containsKey(name)) {
			throw new IllegalArgumentException("The setting '" + name + "' is missing");
		}
		return this.values.get(name);
	}

	/** These settings with another one. */
	Arguments with(String name, String value) {
		Arguments arguments = new Arguments(this.values);
		arguments.values.put(name, value);
		return arguments;
	}

	/** Whether filter chains are measured in applications that have the actuator. */
	boolean actuator() {
		return Boolean.parseBoolean(text("actuator", "false"));
	}

	/** The settings that explain the figures. */
	String explanation() {
		return this.values.entrySet()
			.stream()
			.filter((entry) -> !UNEXPLAINED.contains(entry.getKey()))
			.map(Object::toString)
			.collect(Collectors.joining(" "));
	}

	/** The directory that the figures are written to. */
	Path output() {
		return Path.of(text("output", "benchmarks/target/figures"));
	}

}
