package io.microgate.configuration;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Remembers where the configuration was found wrong, so that what only follows from it is
 * not reported as a further problem.
 */
final class InvalidPaths {

	private final Set<PropertyPath> invalid = new HashSet<>();

	private final Set<PropertyPath> misspelt = new HashSet<>();

	private final Set<PropertyPath> withUnknownKey = new HashSet<>();

	private final Set<PropertyPath> withUnknownKeysOnly = new HashSet<>();

	/** Places with something wrong at or below them. */
	private final Set<PropertyPath> touched = new HashSet<>();

	/**
	 * Adds a path whose value is wrong as a whole.
	 * @param path the place
	 */
	void add(PropertyPath path) {
		this.invalid.add(path);
		touch(path);
	}

	/**
	 * Adds an object with a key that it may not have.
	 * @param object the object
	 * @param meant the place that was probably meant
	 */
	void unknownKeyIn(PropertyPath object, @Nullable PropertyPath meant) {
		this.withUnknownKey.add(object);
		touch(object);
		if (meant != null) {
			this.misspelt.add(meant);
		}
	}

	/**
	 * Adds an object without any key that it may have.
	 * @param object the object
	 */
	void onlyUnknownKeysIn(PropertyPath object) {
		this.withUnknownKeysOnly.add(object);
	}

	private void touch(PropertyPath path) {
		for (PropertyPath above = path; above != null && this.touched.add(above); above = above.parent()) {
			// All above are touched as well
		}
	}

	boolean hasUnknownKey(PropertyPath object) {
		return this.withUnknownKey.contains(object);
	}

	/**
	 * Whether the place or something around it is wrong as a whole.
	 * @param path the place
	 * @return whether its value means nothing
	 */
	boolean covers(PropertyPath path) {
		for (PropertyPath above = path; above != null; above = above.parent()) {
			if (this.invalid.contains(above)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether it is known why a place has no value.
	 * @param path the place
	 * @return whether its absence is not worth a problem of its own
	 */
	boolean explainsAbsence(PropertyPath path) {
		return covers(path) || this.misspelt.contains(path)
				|| (path.parent() != null && this.withUnknownKeysOnly.contains(path.parent()));
	}

	/**
	 * Whether anything at, around or below a place is wrong.
	 * @param path the place
	 * @return whether its value may be meant differently
	 */
	boolean touches(PropertyPath path) {
		return explainsAbsence(path) || this.touched.contains(path);
	}

}
