package io.microgate.configuration;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where the configuration was found wrong already, so that what only follows from it is
 * not reported as a further problem.
 */
final class Damage {

	private final Set<PropertyPath> spoiled = new HashSet<>();

	private final Set<PropertyPath> misspelt = new HashSet<>();

	private final Set<PropertyPath> strayed = new HashSet<>();

	private final Set<PropertyPath> hollow = new HashSet<>();

	/**
	 * The value is wrong as a whole.
	 * @param path the place
	 */
	void spoil(PropertyPath path) {
		this.spoiled.add(path);
	}

	/**
	 * An object has a key that it may not have.
	 * @param object the object
	 * @param meant the place that was probably meant
	 */
	void stray(PropertyPath object, @Nullable PropertyPath meant) {
		this.strayed.add(object);
		if (meant != null) {
			this.misspelt.add(meant);
		}
	}

	/**
	 * An object has no key that it may have.
	 * @param object the object
	 */
	void hollow(PropertyPath object) {
		this.hollow.add(object);
	}

	Set<PropertyPath> strayed() {
		return this.strayed;
	}

	boolean hasStray(PropertyPath object) {
		return this.strayed.contains(object);
	}

	/**
	 * Whether the place or something around it is wrong as a whole.
	 * @param path the place
	 * @return whether its value means nothing
	 */
	boolean covers(PropertyPath path) {
		for (PropertyPath above = path; above != null; above = above.parent()) {
			if (this.spoiled.contains(above)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether it is known why nothing stands at a place.
	 * @param path the place
	 * @return whether its absence is not worth a problem of its own
	 */
	boolean explainsAbsence(PropertyPath path) {
		return covers(path) || this.misspelt.contains(path)
				|| (path.parent() != null && this.hollow.contains(path.parent()));
	}

	boolean touches(PropertyPath path) {
		return explainsAbsence(path) || this.spoiled.stream().anyMatch((spoiled) -> spoiled.isAtOrBelow(path))
				|| this.strayed.stream().anyMatch((object) -> object.isAtOrBelow(path));
	}

}
