package io.microgate.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects from the class path of the benchmarks what an application with certain
 * dependencies would have: what is not there costs no time at start, and adds nothing to
 * a filter chain.
 */
final class ClassPath {

	/** The jar with this class and the application. */
	private static final String BENCHMARKS = "benchmarks";

	private static final Map<String, Set<String>> GRAPH = graph();

	private ClassPath() {
	}

	/**
	 * Selects the jars of an application and the jar that contains it.
	 * @param dependencies the artifacts that its build would name
	 * @return the class path
	 */
	static String of(Collection<String> dependencies) {
		return select(dependencies).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	private static List<Path> select(Collection<String> dependencies) {
		Set<String> artifacts = new HashSet<>(Set.of(BENCHMARKS));
		dependencies.forEach((dependency) -> addWithDependencies(dependency, artifacts));
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> artifacts.contains(artifact(entry)))
			.toList();
	}

	/**
	 * Selects the jars of an application with a benchmark around it.
	 * @param scenario what is measured
	 * @param actuator whether the application has the actuator
	 * @return the class path
	 */
	static String ofBenchmark(Scenario scenario, boolean actuator) {
		// The empty chain is made of Spring Security's classes as well
		Subject subject = (scenario.subject() == Subject.MICROGATE) ? Subject.MICROGATE : Subject.STOCK;
		List<String> dependencies = new ArrayList<>(
				new ApplicationKind(scenario.stack(), subject, actuator ? Actuator.STARTER : Actuator.NONE)
					.dependencies());
		dependencies.addAll(List.of("jmh-core", "spring-test"));
		return of(dependencies);
	}

	/**
	 * Adds up what an application with certain dependencies would pack into its jar,
	 * besides its own classes.
	 * @param dependencies the artifacts that its build would name
	 * @return the bytes
	 * @throws IOException if a file cannot be read
	 */
	static long librarySize(Collection<String> dependencies) throws IOException {
		long bytes = 0;
		for (Path entry : select(dependencies)) {
			bytes += artifact(entry).equals(BENCHMARKS) ? 0 : Files.size(entry);
		}
		return bytes;
	}

	private static String artifact(Path entry) {
		return entry.getFileName().toString().replaceFirst("-\\d.*", "");
	}

	private static void addWithDependencies(String artifact, Set<String> artifacts) {
		if (!GRAPH.containsKey(artifact)) {
			throw new IllegalArgumentException("'" + artifact + "' is not a dependency of the benchmarks");
		}
		if (artifacts.add(artifact)) {
			GRAPH.get(artifact).forEach((dependency) -> addWithDependencies(dependency, artifacts));
		}
	}

	private static Map<String, Set<String>> graph() {
		try (InputStream json = ClassPath.class.getResourceAsStream("/dependencies.json")) {
			Map<String, Set<String>> graph = new HashMap<>();
			read(JsonMapper.shared().readTree(json), graph);
			return graph;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
