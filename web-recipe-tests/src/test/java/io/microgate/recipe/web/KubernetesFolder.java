package io.microgate.recipe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The resources of {@code docs/kubernetes}, as the API server reads them.
 *
 * @param resources all resources of all files
 */
record KubernetesFolder(List<Map<String, Object>> resources) {

	private static final Path FOLDER = Path.of("../docs/kubernetes");

	static KubernetesFolder read() throws IOException {
		List<Map<String, Object>> resources = new ArrayList<>();
		try (Stream<Path> files = Files.list(FOLDER)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".yaml")).sorted().toList()) {
				documents(Files.readString(file)).forEach(resources::add);
			}
		}
		return new KubernetesFolder(resources);
	}

	@SuppressWarnings("unchecked")
	private static Stream<Map<String, Object>> documents(String yaml) {
		Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
		return StreamSupport.stream(reader.loadAll(yaml).spliterator(), false)
			.map((document) -> (Map<String, Object>) document);
	}

	Map<String, Object> resource(String kind, String name) {
		return this.resources.stream()
			.filter((resource) -> kind.equals(resource.get("kind")) && name.equals(at(resource, "metadata.name")))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no %s '%s'".formatted(kind, name)));
	}

	/** The pod that the Deployment of the bookstore makes. */
	Map<String, Object> pod() {
		return at(resource("Deployment", "bookstore"), "spec.template");
	}

	/** The files of a ConfigMap. */
	Map<String, String> data(String configMap) {
		return at(resource("ConfigMap", configMap), "data");
	}

	/** Returns the element of a list that has a name. */
	static Map<String, Object> named(List<Map<String, Object>> list, String name) {
		return list.stream().filter((element) -> name.equals(element.get("name"))).findFirst().orElseThrow();
	}

	/**
	 * Returns a value, such as {@code spec.containers.0.ports}.
	 */
	@SuppressWarnings("unchecked")
	static <T> T at(Object node, String path) {
		Object value = node;
		for (String step : path.split("\\.")) {
			value = (value instanceof List<?> list) ? list.get(Integer.parseInt(step))
					: ((Map<String, Object>) value).get(step);
			Objects.requireNonNull(value, path);
		}
		return (T) value;
	}

}
