package io.microgate.manifest;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.microgate.manifest.Manifests.UnreadableLocation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Loads manifests from files. Whatever is wrong with one, the others are loaded.
 */
public final class ManifestLoader {

	/** What a location looks like. */
	public static final String LOCATION = "(file|classpath):.+";

	private final ManifestFiles files = new ManifestFiles();

	private final ResourceReader resources = new ResourceReader();

	private final Set<String> read = new HashSet<>();

	private ManifestLoader() {
	}

	/**
	 * Loads manifests.
	 * @param locations {@code file:} or {@code classpath:} and the path of a file or a
	 * directory; others are passed over, as they are a problem of their own
	 * @return what stands there
	 */
	public static Manifests load(List<String> locations) {
		ManifestLoader loader = new ManifestLoader();
		for (int i = 0; i < locations.size(); i++) {
			if (locations.get(i).matches(LOCATION)) {
				loader.load(locations.get(i), i);
			}
		}
		return loader.resources.toManifests();
	}

	private void load(String location, int index) {
		List<Resource> found = find(location);
		if (found == null) {
			miss(index, location, "must be the location of a file or directory that exists and can be read",
					"Correct it, or create the directory");
			return;
		}
		int before = this.resources.seen();
		List<Resource> unread = found.stream().filter((file) -> this.read.add(file.getDescription())).toList();
		unread.forEach((file) -> read(file, index, location));
		if (this.resources.seen() == before && unread.size() == found.size()) {
			miss(index, location, "must hold a manifest, a file that ends in .yaml or .yml",
					"Put one there, or remove the location");
		}
	}

	private @Nullable List<Resource> find(String location) {
		try {
			return this.files.find(location);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void read(Resource file, int index, String location) {
		try {
			YamlFile.read(file).forEach(this.resources::read);
		}
		catch (IOException ex) {
			miss(index, location, "must be readable, but %s is not".formatted(file.getDescription()),
					"Let the application read the file");
		}
	}

	private void miss(int index, String location, String rule, String cure) {
		this.resources.miss(new UnreadableLocation(index, location, rule, cure));
	}

}
