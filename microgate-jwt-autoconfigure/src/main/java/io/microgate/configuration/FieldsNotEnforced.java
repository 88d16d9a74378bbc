package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The fields of manifests that are listed to be passed over, and where they are. Only
 * fields that decide nothing about access can be listed.
 */
final class FieldsNotEnforced {

	private static final String LIST = "manifestsNotEnforced";

	/** Places by the name of the field. */
	private final Map<String, List<PropertyPath>> listed = new LinkedHashMap<>();

	/**
	 * Takes the list.
	 * @param names names of fields as written
	 * @param problems where names that cannot be listed are reported
	 */
	void list(List<?> names, Problems problems) {
		Set<String> known = listable();
		for (int i = 0; i < names.size(); i++) {
			String name = (String) names.get(i);
			this.listed.put(name, new ArrayList<>());
			if (!name.isEmpty() && !known.contains(name)) {
				problems.add(PropertyPath.ROOT.child(LIST).element(i), name,
						"must name a field that is not supported and decides nothing about access",
						"Write one of %s; every other field is enforced or refused"
							.formatted(String.join(", ", known)));
			}
		}
	}

	/**
	 * Passes over a key if its field is listed.
	 * @param object the object that has the key
	 * @param key what is written there
	 * @return {@code false} if the key has to be refused
	 */
	boolean passOver(PropertyPath object, SourceNode key) {
		String name = (key.dialect() instanceof ManifestDialect) ? object.schema().object().listedName(key.key().text())
				: null;
		List<PropertyPath> places = this.listed.get(name);
		if (places == null) {
			return false;
		}
		places.add(object.unknown(key.key()));
		return true;
	}

	/**
	 * Finds the fields of an object that were passed over.
	 * @param object the object
	 * @return the fields
	 */
	List<String> fieldsOf(PropertyPath object) {
		return this.listed.values()
			.stream()
			.flatMap(List::stream)
			.filter((place) -> object.equals(place.parent()))
			.map(PropertyPath::field)
			.toList();
	}

	/**
	 * Says what is passed over.
	 * @param provenance tells what the author of a manifest calls a place
	 * @return a warning for each field that is listed
	 */
	List<String> warnings(Provenance provenance) {
		List<String> warnings = new ArrayList<>();
		this.listed.forEach((name, places) -> warnings
			.add("'%s' passes over '%s', which %s".formatted(PropertyPath.ROOT.child(LIST), name, places.isEmpty()
					? "no manifest has" : "is not enforced at %s".formatted(describe(places, provenance)))));
		return warnings;
	}

	private static String describe(List<PropertyPath> places, Provenance provenance) {
		return String.join(", ", places.stream().map(provenance::describe).toList());
	}

	private static Set<String> listable() {
		Set<String> names = new TreeSet<>();
		collect(SpecSchema.ROOT, names);
		return names;
	}

	private static void collect(@Nullable SpecSchema schema, Set<String> names) {
		if (schema == null) {
			return;
		}
		switch (schema.kind()) {
			case OBJECT -> {
				SpecObject object = schema.object();
				object.unsupported()
					.stream()
					.map(object::listedName)
					.filter((name) -> name != null)
					.forEach(names::add);
				object.children().forEach((child) -> collect(child, names));
			}
			case MAP, LIST -> collect(schema.requiredElement(), names);
			case STRING, INTEGER, BOOLEAN -> {
			}
		}
	}

}
