package io.microgate.check;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import org.springframework.util.FileSystemUtils;

/**
 * Manifests as a pod reads them that mounts ConfigMaps: what a ConfigMap holds counts,
 * the ConfigMap itself does not. A file with such a ConfigMap gives way to temporary
 * files, each with its name, and with all lines where they were.
 */
final class ConfigMapFiles implements AutoCloseable {

	/** What tells a manifest from another file, such as an {@code application.yml}. */
	private static final Set<String> OF_MANIFEST = Set.of("apiVersion", "kind", "metadata");

	private final List<Path> manifests = new ArrayList<>();

	private final Map<Path, Path> sources = new LinkedHashMap<>();

	/** Absent while no file is needed: a container may be read-only. */
	private @Nullable Path directory;

	private ConfigMapFiles() {
	}

	/**
	 * Looks for manifests in ConfigMaps.
	 * @param manifests files and directories of manifests
	 * @return the files, to be closed after they were read
	 * @throws IOException if a file cannot be read or written
	 */
	static ConfigMapFiles of(List<Path> manifests) throws IOException {
		ConfigMapFiles files = new ConfigMapFiles();
		try {
			for (Path manifest : manifests) {
				files.add(manifest);
			}
		}
		catch (IOException ex) {
			files.close();
			throw ex;
		}
		return files;
	}

	private void add(Path manifest) throws IOException {
		Map<Path, List<MappingNode>> files = new LinkedHashMap<>();
		yamlFiles(manifest).forEach((file) -> files.put(file, configMaps(file)));
		if (files.values().stream().allMatch(List::isEmpty)) {
			this.manifests.add(manifest);
			return;
		}
		for (Map.Entry<Path, List<MappingNode>> file : files.entrySet()) {
			if (file.getValue().isEmpty()) {
				this.manifests.add(file.getKey());
			}
			else {
				replace(file.getKey(), file.getValue());
			}
		}
	}

	/** A location that cannot be read is reported when it is read as a whole. */
	private static List<Path> yamlFiles(Path manifest) {
		try (Stream<Path> files = Files.walk(manifest, FileVisitOption.FOLLOW_LINKS)) {
			return files.filter((file) -> Files.isRegularFile(file) && isYaml(file.toString()))
				.filter((file) -> !manifest.relativize(file).toString().matches("(.*/)?\\.[^/].*"))
				.sorted()
				.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	private static boolean isYaml(String name) {
		return name.endsWith(".yaml") || name.endsWith(".yml");
	}

	/** A file that is not YAML is reported when it is read as a manifest. */
	private static List<MappingNode> configMaps(Path file) {
		List<MappingNode> configMaps = new ArrayList<>();
		try (Reader reader = Files.newBufferedReader(file)) {
			for (Node document : yaml().composeAll(reader)) {
				if (document instanceof MappingNode configMap && !entries(configMap).isEmpty()) {
					configMaps.add(configMap);
				}
			}
		}
		catch (YAMLException | IOException ex) {
			return List.of();
		}
		return configMaps;
	}

	private static List<ScalarNode> entries(MappingNode document) {
		if (!(value(document, "kind") instanceof ScalarNode kind && kind.getValue().equals("ConfigMap")
				&& value(document, "data") instanceof MappingNode data)) {
			return List.of();
		}
		List<ScalarNode> entries = new ArrayList<>();
		for (NodeTuple entry : data.getValue()) {
			if (entry.getKeyNode() instanceof ScalarNode key && isYaml(key.getValue())
					&& entry.getValueNode() instanceof ScalarNode text && isManifest(text.getValue())) {
				entries.add(text);
			}
		}
		return entries;
	}

	private static boolean isManifest(String text) {
		try {
			for (Object document : yaml().loadAll(text)) {
				if (document instanceof Map<?, ?> map && map.keySet().stream().anyMatch(OF_MANIFEST::contains)) {
					return true;
				}
			}
			return false;
		}
		catch (YAMLException ex) {
			return true;
		}
	}

	private static Yaml yaml() {
		return new Yaml(new SafeConstructor(new LoaderOptions()));
	}

	private static @Nullable Node value(MappingNode object, String name) {
		for (NodeTuple field : object.getValue()) {
			if (field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
				return field.getValueNode();
			}
		}
		return null;
	}

	private void replace(Path file, List<MappingNode> configMaps) throws IOException {
		List<String> others = new ArrayList<>(Files.readAllLines(file));
		for (MappingNode configMap : configMaps) {
			Mark end = configMap.getEndMark();
			int afterEnd = end.getLine() + ((end.getColumn() > 0) ? 1 : 0);
			others.subList(configMap.getStartMark().getLine(), Math.min(afterEnd, others.size()))
				.replaceAll((line) -> "");
			for (ScalarNode entry : entries(configMap)) {
				boolean block = entry.getScalarStyle() == ScalarStyle.LITERAL
						|| entry.getScalarStyle() == ScalarStyle.FOLDED;
				write(file, "\n".repeat(entry.getStartMark().getLine() + (block ? 1 : 0)) + entry.getValue());
			}
		}
		if (others.stream().anyMatch((line) -> !line.matches("\\s*(#.*|---.*)?"))) {
			write(file, String.join("\n", others));
		}
	}

	private void write(Path source, String content) throws IOException {
		if (this.directory == null) {
			this.directory = Files.createTempDirectory("microgate-jwt-check");
		}
		Path folder = Files.createDirectory(this.directory.resolve(String.valueOf(this.sources.size())));
		Path file = Files.writeString(folder.resolve(source.toFile().getName()), content);
		this.sources.put(file, source);
		this.manifests.add(file);
	}

	/** Files and directories that an application reads alike. */
	List<Path> manifests() {
		return this.manifests;
	}

	/**
	 * Names the files of the user instead of those that were made of them.
	 * @param report text with names of files
	 * @return the text with the names that the user knows
	 */
	String withSources(String report) {
		String named = report;
		for (Map.Entry<Path, Path> file : this.sources.entrySet()) {
			named = named.replace(file.getKey().toString(), file.getValue().toString());
		}
		return named;
	}

	@Override
	public void close() throws IOException {
		if (this.directory != null) {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

}
