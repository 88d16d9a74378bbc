package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.manifest.ManifestLoader;
import io.microgate.manifest.ManifestSnapshot;

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

	/**
	 * Reads manifests without looking at what they say about each other.
	 * @param location a file or directory
	 * @return the problems of the single resources
	 */
	static List<Problem> problemsOfSpecs(Path location) {
		Problems problems = new Problems();
		Map<String, Map<String, ConfigurationElement>> resources = new LinkedHashMap<>();
		Stream.of("jwks", "jwts", "accessControlPolicies", "identityPropagations", "routes", "secrets")
			.forEach((component) -> resources.put(component, new LinkedHashMap<>()));
		ManifestSnapshot snapshot = ManifestSnapshot.read(List.of(location.toUri().toString()));
		new ManifestResources(problems, resources).add(ManifestLoader.load(snapshot), null);
		SpecReader reader = new SpecReader(problems);
		resources.values().forEach(reader::readEntries);
		return problems.list();
	}

	/** The name of the file and the line that a problem shows. */
	static String place(Problem problem) {
		String origin = String.valueOf(problem.origin()).replaceAll("^file \\[.*/(.*)]", "$1");
		return origin.replaceAll("(.*) - (\\d+):\\d+$", "$1:$2");
	}

}
