package io.microgate.manifest;

import java.util.HashSet;
import java.util.Set;

import io.microgate.manifest.ManifestSnapshot.Location;
import io.microgate.manifest.ManifestSnapshot.ManifestFile;
import io.microgate.manifest.Manifests.UnreadableLocation;

/**
 * Loads manifests from files. Whatever is wrong with one, the others are loaded.
 */
public final class ManifestLoader {

	/** What a location looks like. */
	public static final String LOCATION = "(file|classpath):.+";

	private final ResourceReader resources = new ResourceReader();

	private final Set<String> read = new HashSet<>();

	private ManifestLoader() {
	}

	/**
	 * Loads manifests.
	 * @param snapshot the content of the locations
	 * @return the resources and what is wrong with them
	 */
	public static Manifests load(ManifestSnapshot snapshot) {
		ManifestLoader loader = new ManifestLoader();
		snapshot.locations().forEach(loader::load);
		return loader.resources.toManifests();
	}

	private void load(Location location) {
		if (location.files() == null) {
			miss(location, "must be the location of a file or directory that exists and can be read",
					"Correct it, or create the directory");
			return;
		}
		int before = this.resources.seen();
		boolean shared = false;
		for (ManifestFile file : location.files()) {
			if (this.read.add(file.resource().getDescription())) {
				read(file, location);
			}
			else {
				shared = true;
			}
		}
		if (this.resources.seen() == before && !shared) {
			miss(location, "must hold a manifest, a file that ends in .yaml or .yml",
					"Put one there, or remove the location");
		}
	}

	private void read(ManifestFile file, Location location) {
		if (file.content() != null) {
			YamlFile.read(file.resource(), file.content()).forEach(this.resources::read);
		}
		else {
			miss(location, "must be readable, but %s is not".formatted(file.resource().getDescription()),
					"Let the application read the file");
		}
	}

	private void miss(Location location, String rule, String cure) {
		this.resources.miss(new UnreadableLocation(location.index(), location.text(), rule, cure));
	}

}
