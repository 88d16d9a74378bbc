package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.Resource;

/**
 * Says what is wrong with a configuration file that is not YAML. The exception does not
 * know the file, and its message quotes the file, which may hold secrets.
 */
public final class BrokenYaml {

	private static final String DUPLICATE_KEY = "found duplicate key ";

	private BrokenYaml() {
	}

	/**
	 * Describes the problem.
	 * @param failure why a file could not be read
	 * @param files files that may be the one
	 * @return a sentence with file, problem, line and column
	 */
	public static String describe(MarkedYAMLException failure, Iterable<Resource> files) {
		String file = "A file";
		for (Resource candidate : files) {
			if (isSame(failure, read(candidate))) {
				file = candidate.getDescription();
				break;
			}
		}
		return "%s is not YAML: %s, line %d, column %d".formatted(file, failure.getProblem(),
				failure.getProblemMark().getLine() + 1, failure.getProblemMark().getColumn() + 1);
	}

	/**
	 * Says what to do about it.
	 * @param failure why a file could not be read
	 * @return the cure
	 */
	public static String cure(MarkedYAMLException failure) {
		String problem = String.valueOf(failure.getProblem());
		if (problem.startsWith(DUPLICATE_KEY)) {
			return "Put the keys of the second '%1$s:' below the first '%1$s:', and remove the second"
				.formatted(problem.substring(DUPLICATE_KEY.length()));
		}
		return "Correct the file there, or in the lines above it";
	}

	private static @Nullable MarkedYAMLException read(Resource file) {
		try {
			if (file.exists()) {
				new YamlPropertySourceLoader().load("file", file);
			}
			return null;
		}
		catch (MarkedYAMLException ex) {
			return ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isSame(MarkedYAMLException failure, @Nullable MarkedYAMLException other) {
		return other != null && String.valueOf(failure.getProblem()).equals(other.getProblem())
				&& failure.getProblemMark().getIndex() == other.getProblemMark().getIndex();
	}

}
