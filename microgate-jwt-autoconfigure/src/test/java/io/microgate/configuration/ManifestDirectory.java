package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A directory of manifests and an {@code application.yml} that names it.
 */
final class ManifestDirectory {

	private final Path directory;

	ManifestDirectory(Path directory) {
		this.directory = directory;
	}

	ManifestDirectory with(String file, String manifests) {
		try {
			Files.writeString(this.directory.resolve(file), manifests);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An environment that names the directory.
	 * @param documents further YAML documents, which take precedence
	 * @return the environment
	 */
	ConfigurableEnvironment environment(String... documents) {
		String[] all = Arrays.copyOf(documents, documents.length + 1);
		all[documents.length] = "microgate: {manifests: ['%s']}".formatted(this.directory.toUri());
		return Configurations.environment(all);
	}

	ReadConfiguration readAll(String... documents) {
		return Configurations.readAll(environment(documents));
	}

	MicrogateProperties read(String... documents) {
		return readAll(documents).properties();
	}

	List<Problem> problems(String... documents) {
		return Configurations.problems(environment(documents));
	}

	/** The name of the file and the line that a problem shows. */
	static String place(Problem problem) {
		String origin = String.valueOf(problem.origin()).replaceAll("^file \\[.*/(.*)]", "$1");
		return origin.replaceAll("(.*) - (\\d+):\\d+$", "$1:$2");
	}

}
