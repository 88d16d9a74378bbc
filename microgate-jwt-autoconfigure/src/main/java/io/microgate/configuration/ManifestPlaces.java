package io.microgate.configuration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Knows which places come from manifests, and speaks of them as their author does: kind
 * and name of the resource, the path in its document and the line it is written at.
 */
final class ManifestPlaces {

	private static final String EXTENSIONS = "extensions";

	private final KnownKey root;

	private final Map<PropertyPath, Place> places = new HashMap<>();

	private final Map<String, String> spellings = new HashMap<>();

	ManifestPlaces(KnownKey root) {
		this.root = root;
		collectSpellings(root);
	}

	private void collectSpellings(KnownKey known) {
		if (!known.name().equals(known.field())) {
			this.spellings.put(known.name(), known.field());
		}
		known.children().values().forEach(this::collectSpellings);
		if (known.element() != null) {
			collectSpellings(known.element());
		}
	}

	/**
	 * Remembers a place.
	 * @param path where the value goes
	 * @param text the place in the words of the manifest
	 * @param origin where it is written
	 */
	void add(PropertyPath path, String text, Origin origin) {
		this.places.put(path, new Place(text, origin));
	}

	/**
	 * Names a place.
	 * @param path the place
	 * @return the property, or what the author of the manifest calls it
	 */
	String describe(PropertyPath path) {
		PropertyPath known = nearest(path);
		if (known == null) {
			return path.text();
		}
		String text = place(known).text();
		Deque<PropertyPath> below = new ArrayDeque<>();
		for (PropertyPath at = path; at != null && !at.equals(known); at = at.parent()) {
			below.push(at);
		}
		for (PropertyPath step : below) {
			text = child(text, field(step));
		}
		return text;
	}

	/**
	 * Names a place within a sentence.
	 * @param path the place
	 * @return the property in quotes, or what the author of the manifest calls it
	 */
	String quote(PropertyPath path) {
		return (nearest(path) != null) ? describe(path) : "'" + path + "'";
	}

	/**
	 * The last part of a place.
	 * @param path the place
	 * @return the key as its author would write it
	 */
	String key(PropertyPath path) {
		return (nearest(path) != null) ? field(path) : path.key();
	}

	/**
	 * Spells the fields in a sentence as in a manifest, if the place is in one.
	 * @param path the place
	 * @param sentence names of record components in it
	 * @return the sentence with names of fields
	 */
	String respell(PropertyPath path, String sentence) {
		if (nearest(path) == null) {
			return sentence;
		}
		String respelled = sentence;
		for (Map.Entry<String, String> spelling : this.spellings.entrySet()) {
			respelled = respelled.replaceAll("\\b" + spelling.getKey() + "\\b", spelling.getValue());
		}
		return respelled;
	}

	/**
	 * Where a place, or the object that lacks it, is written.
	 * @param path the place
	 * @return the origin, {@code null} if it is in no manifest
	 */
	@Nullable Origin origin(PropertyPath path) {
		PropertyPath known = nearest(path);
		return (known != null) ? place(known).origin() : null;
	}

	boolean contains(PropertyPath path) {
		return nearest(path) != null;
	}

	/** Extensions of a resource of a manifest stand in the properties. */
	private @Nullable PropertyPath nearest(PropertyPath path) {
		if (this.places.isEmpty()) {
			return null;
		}
		for (PropertyPath at = path; at != null; at = at.parent()) {
			if (this.places.containsKey(at)) {
				return at;
			}
			if (at.key().equals(EXTENSIONS) && at.parent() != null && at.parent().equals(at.resource())) {
				return null;
			}
		}
		return null;
	}

	private Place place(PropertyPath path) {
		Place place = this.places.get(path);
		if (place == null) {
			throw new IllegalStateException("No manifest has '" + path + "'");
		}
		return place;
	}

	private String field(PropertyPath path) {
		if (path.text().endsWith("]")) {
			return path.key();
		}
		KnownKey known = known(path);
		return (known != null && !known.field().isEmpty()) ? known.field() : path.key();
	}

	private @Nullable KnownKey known(PropertyPath path) {
		if (path.parent() == null) {
			return this.root;
		}
		KnownKey above = known(path.parent());
		if (above == null) {
			return null;
		}
		return (above.element() != null) ? above.element() : above.child(path.key());
	}

	/**
	 * The place below another.
	 * @param text the other place, which may be the resource as a whole
	 * @param key a field or an index in brackets
	 * @return the place
	 */
	static String child(String text, String key) {
		if (!text.contains(": ")) {
			return text + ": spec." + key;
		}
		return text + (key.startsWith("[") ? key : "." + key);
	}

	private record Place(String text, Origin origin) {
	}

}
