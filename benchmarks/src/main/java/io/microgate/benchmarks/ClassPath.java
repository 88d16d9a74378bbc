package io.microgate.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects from the libraries of a build of the benchmarks what an application with
 * certain dependencies would have: what is not there costs no time at start, and adds
 * nothing to a filter chain.
 */
final class ClassPath {

	/** The artifact of the Amazon Corretto Crypto Provider. */
	static final String PROVIDER = "AmazonCorrettoCryptoProvider";

	/** The jar with this class and the application. */
	private static final String BENCHMARKS = "benchmarks";

	/** What the build has resolved, in the same jar. */
	private static final String DEPENDENCIES = "dependencies.json";

	private final List<Path> entries;

	private final Map<String, Set<String>> graph = new HashMap<>();

	private ClassPath(List<Path> entries) throws IOException {
		this.entries = entries;
		for (Path entry : entries) {
			if (artifact(entry).equals(BENCHMARKS)) {
				readGraph(entry);
			}
		}
		if (this.graph.isEmpty()) {
			throw new IllegalArgumentException("No benchmarks in " + entries);
		}
	}

	/** The class path of the running process. */
	static ClassPath own() throws IOException {
		return new ClassPath(
				Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList());
	}

	/**
	 * Returns the libraries of another build of the benchmarks.
	 * @param directory its {@code target/lib}
	 * @return the class path
	 * @throws IOException if it cannot be read
	 */
	static ClassPath in(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return new ClassPath(files.toList());
		}
	}

	/** Whether the Amazon Corretto Crypto Provider was built for this platform. */
	boolean hasProvider() {
		return this.graph.containsKey(PROVIDER);
	}

	private void readGraph(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile());
				InputStream json = file.getInputStream(file.getEntry(DEPENDENCIES))) {
			read(JsonMapper.shared().readTree(json), this.graph);
		}
	}

	/**
	 * Selects the jars of an application and the jar that contains it.
	 * @param dependencies the artifacts that its build would name
	 * @return the class path
	 */
	String of(Collection<String> dependencies) {
		return select(dependencies).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	private List<Path> select(Collection<String> dependencies) {
		Set<String> artifacts = new HashSet<>(Set.of(BENCHMARKS));
		dependencies.forEach((dependency) -> addWithDependencies(dependency, artifacts));
		return this.entries.stream().filter((entry) -> artifacts.contains(artifact(entry))).toList();
	}

	/**
	 * Selects the jars of an application with a benchmark around it.
	 * @param scenario what is measured
	 * @param actuator whether the application has the actuator
	 * @return the class path
	 */
	String ofBenchmark(Scenario scenario, boolean actuator) {
		Subject subject = scenario.subject().isMicrogate() ? scenario.subject() : Subject.STOCK;
		List<String> dependencies = new ArrayList<>(
				new ApplicationKind(scenario.stack(), subject, actuator ? Actuator.STARTER : Actuator.NONE)
					.dependencies());
		dependencies.addAll(List.of("jmh-core", "spring-test"));
		if (scenario.subject() == Subject.ACCELERATED_SIGNATURE) {
			dependencies.add(PROVIDER);
		}
		return of(dependencies);
	}

	/**
	 * Adds up what an application with certain dependencies would pack into its jar,
	 * besides its own classes.
	 * @param dependencies the artifacts that its build would name
	 * @return the bytes
	 * @throws IOException if a file cannot be read
	 */
	long librarySize(Collection<String> dependencies) throws IOException {
		long bytes = 0;
		for (Path entry : select(dependencies)) {
			bytes += artifact(entry).equals(BENCHMARKS) ? 0 : Files.size(entry);
		}
		return bytes;
	}

	private static String artifact(Path entry) {
		return entry.getFileName().toString().replaceFirst("-\\d.*", "");
	}

	private void addWithDependencies(String artifact, Set<String> artifacts) {
		if (!this.graph.containsKey(artifact)) {
			throw new IllegalArgumentException("'" + artifact + "' is not a dependency of the benchmarks");
		}
		if (artifacts.add(artifact)) {
			this.graph.get(artifact).forEach((dependency) -> addWithDependencies(dependency, artifacts));
		}
	}

	private static String read(JsonNode node, Map<String, Set<String>> graph) {
		String artifact = node.path("artifactId").asString();
		Set<String> dependencies = graph.computeIfAbsent(artifact, (key) -> new HashSet<>());
		for (JsonNode dependency : node.path("children")) {
			dependencies.add(read(dependency, graph));
		}
		return artifact;
	}

}
