package io.microgate.configuration;

/**
 * A place of a manifest while it is walked through.
 *
 * @param path where its value goes
 * @param text the place in the words of the manifest
 */
record ManifestPlace(PropertyPath path, String text) {

	ManifestPlace child(KnownKey known) {
		return new ManifestPlace(this.path.child(known.name()), ManifestPlaces.child(this.text, known.field()));
	}

	ManifestPlace element(int index) {
		return new ManifestPlace(this.path.element(index), "%s[%d]".formatted(this.text, index));
	}

	String field(String name) {
		return ManifestPlaces.child(this.text, name.matches("[A-Za-z0-9_-]+") ? name : "[" + name + "]");
	}

}
