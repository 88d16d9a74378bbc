package io.microgate.manifest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Finds the files of a location: the file itself, or all YAML files in and below the
 * directory.
 */
final class ManifestFiles {

	private final ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();

	/**
	 * Finds the files of a location.
	 * @param location {@code file:} or {@code classpath:} and a path
	 * @return the files in the order of their names, perhaps none
	 * @throws IOException if the location does not exist or cannot be read
	 */
	List<Resource> find(String location) throws IOException {
		List<Resource> files = location.startsWith("file:") ? inFileSystem(location) : onClassPath(location);
		return files.stream().sorted((one, other) -> sortKey(one).compareTo(sortKey(other))).toList();
	}

	private List<Resource> inFileSystem(String location) throws IOException {
		Path path = this.resolver.getResource(location).getFile().toPath();
		if (!Files.exists(path)) {
			throw new FileNotFoundException(location);
		}
		if (!Files.isDirectory(path)) {
			return List.of(new FileSystemResource(path));
		}
		try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
			return files.filter((file) -> isManifest(file.toString()) && isVisible(path.relativize(file)))
				.filter(Files::isRegularFile)
				.<Resource>map(FileSystemResource::new)
				.toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/** Kubernetes keeps what a mounted directory links to in hidden directories. */
	private static boolean isVisible(Path file) {
		for (Path element : file) {
			if (element.toString().startsWith(".")) {
				return false;
			}
		}
		return true;
	}

	private List<Resource> onClassPath(String location) throws IOException {
		if (isManifest(location)) {
			Resource file = this.resolver.getResource(location);
			if (!file.exists()) {
				throw new FileNotFoundException(location);
			}
			return List.of(file);
		}
		String directory = location.endsWith("/") ? location : location + "/";
		if (!this.resolver.getResource(directory).exists()) {
			throw new FileNotFoundException(location);
		}
		return Stream
			.of(this.resolver.getResources(directory + "**/*.yaml"), this.resolver.getResources(directory + "**/*.yml"))
			.flatMap(Stream::of)
			.toList();
	}

	private static boolean isManifest(String name) {
		return name.endsWith(".yaml") || name.endsWith(".yml");
	}

	private static String sortKey(Resource file) {
		return file.getDescription();
	}

}
