package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Finds the objects that have a key which is written in another one, as it is when it is
 * indented too little or too much. Removing such a key would take away what it requires.
 *
 * @param objects the nearest objects that have the key, as they are called from here
 * @param meant the place that was meant, {@code null} if there are several
 */
record MisplacedKey(List<String> objects, @Nullable PropertyPath meant) {

	/** How many keys may be between the two objects. */
	private static final int MAX_DISTANCE = 3;

	private static final int MAX_OBJECTS = 3;

	/**
	 * Looks for a key around an object that does not have it.
	 * @param object the object
	 * @param key the key as written
	 * @param dialect how it is written
	 * @return where it belongs, {@code null} if no object nearby has such a key
	 */
	static @Nullable MisplacedKey find(PropertyPath object, WrittenKey key, Dialect dialect) {
		for (int distance = 1; distance <= MAX_DISTANCE; distance++) {
			Map<String, PropertyPath> found = new LinkedHashMap<>();
			PropertyPath around = object;
			for (int up = 0; up <= distance && around != null; up++) {
				collect(around, (up > 0) ? nameOf(around) : "", distance - up, key, dialect, found);
				around = enclosing(around, dialect);
			}
			if (!found.isEmpty()) {
				return new MisplacedKey(List.copyOf(found.keySet()), meant(found, key));
			}
		}
		return null;
	}

	private static void collect(PropertyPath object, String name, int down, WrittenKey key, Dialect dialect,
			Map<String, PropertyPath> found) {
		if (down == 0) {
			if (dialect.find(object, key) != null) {
				found.put(name, object);
			}
			return;
		}
		for (SpecSchema child : object.schema().object().children()) {
			if (dialect.find(object, new WrittenKey(child.field(), false)) != null) {
				PropertyPath below = object.child(child);
				String written = spell(object, child);
				String nameBelow = name.isEmpty() ? written : name + "." + written;
				while (below.schema().kind() == SpecKind.LIST || below.schema().kind() == SpecKind.MAP) {
					boolean list = below.schema().kind() == SpecKind.LIST;
					below = list ? below.element(0) : below.entry("NAME");
					nameBelow += list ? "[]" : ".NAME";
				}
				if (below.schema().kind() == SpecKind.OBJECT) {
					collect(below, nameBelow, down - 1, key, dialect, found);
				}
			}
		}
	}

	/** What holds resources is spelled as a property, what they hold as their author. */
	private static String spell(PropertyPath object, SpecSchema child) {
		return (object == PropertyPath.ROOT) ? child.property() : child.field();
	}

	private static String nameOf(PropertyPath object) {
		PropertyPath parent = object.parent();
		return (parent != null && parent.schema().kind() == SpecKind.LIST) ? parent.field() + object.field()
				: object.name();
	}

	/** A manifest has nothing around the resource. */
	private static @Nullable PropertyPath enclosing(PropertyPath object, Dialect dialect) {
		if (object.isResource() && dialect instanceof ManifestDialect) {
			return null;
		}
		PropertyPath around = object.parent();
		while (around != null && around.schema().kind() != SpecKind.OBJECT) {
			around = around.parent();
		}
		return around;
	}

	private static @Nullable PropertyPath meant(Map<String, PropertyPath> found, WrittenKey key) {
		List<PropertyPath> objects = new ArrayList<>(found.values());
		SpecSchema known = objects.get(0).schema().object().child(key.text());
		boolean one = objects.size() == 1
				&& found.keySet().stream().noneMatch((name) -> name.matches(".*(\\[]|NAME).*"));
		return (one && known != null) ? objects.get(0).child(known) : null;
	}

	/** What to do. */
	String cure() {
		String names = this.objects.stream()
			.limit(MAX_OBJECTS)
			.map((name) -> "'" + name + "'")
			.collect(Collectors.joining(" or "));
		return "Put it directly below %s, it is a key of %s".formatted(names,
				(this.objects.size() == 1) ? "that object" : "those objects");
	}

}
