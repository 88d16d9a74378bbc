package io.microgate.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the settings that follow a command, such as {@code rounds=5}.
 */
final class Arguments {

	private static final Set<String> NAMES = Set.of("rounds", "seconds", "warmup", "only", "output", "connections",
			"actuator");

	private final Map<String, String> values = new LinkedHashMap<>();

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

	/** Whether filter chains are measured in applications that have the actuator. */
	boolean actuator() {
		return Boolean.parseBoolean(text("actuator", "false"));
	}

	/** The directory that the figures are written to. */
	Path output() {
		return Path.of(text("output", "benchmarks/target/figures"));
	}

}
