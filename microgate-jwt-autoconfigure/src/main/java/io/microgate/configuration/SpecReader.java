package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Walks what the sources write once, against the schema of the specs: finds unknown keys,
 * wrong kinds and broken constraints where they are, and creates the records.
 */
final class SpecReader {

	private final Problems problems;

	private final ObjectKeys keys;

	private final ResourceNames names;

	private final ValueReader values;

	SpecReader(Problems problems) {
		this.problems = problems;
		this.keys = new ObjectKeys(problems);
		this.names = new ResourceNames(problems);
		this.values = new ValueReader(problems);
	}

	/**
	 * Reads the keys of an object.
	 * @param object the object
	 * @return elements by name of the component
	 */
	Map<String, ConfigurationElement> components(ConfigurationElement object) {
		this.values.readOwn(object);
		this.values.refuseKeys(object, true);
		return this.keys.sort(object);
	}

	/**
	 * Reads the names of the entries of a map.
	 * @param map the map
	 * @return elements by name of the entry
	 */
	Map<String, ConfigurationElement> entries(ConfigurationElement map) {
		this.values.readOwn(map);
		this.values.refuseKeys(map, true);
		this.values.refuseIneffectiveNull(map);
		return this.names.entries(map);
	}

	/**
	 * Reads a component of an object.
	 * @param object the object
	 * @param component its component
	 * @param element its element, {@code null} if it is absent
	 * @return the value, {@code null} if there is none
	 */
	@Nullable Object readComponent(PropertyPath object, SpecSchema component, @Nullable ConfigurationElement element) {
		if (element != null) {
			return read(element);
		}
		Object implied = component.defaultValue();
		if (component.isRequired() && (implied == null || this.problems.provenance().isInManifest(object))) {
			PropertyPath path = object.child(component);
			this.problems.addMissing(path, "is required",
					"Add " + this.problems.spelling(path).quote(component.name()));
		}
		return implied;
	}

	/**
	 * Reads the value of a place.
	 * @param element the place
	 * @return the value, a substitute if it is wrong
	 */
	Object read(ConfigurationElement element) {
		return switch (element.schema().kind()) {
			case OBJECT -> readObject(element);
			case MAP -> readEntries(entries(element));
			case LIST -> readList(element);
			case STRING, INTEGER, BOOLEAN -> this.values.readSingle(element);
		};
	}

	private Object readObject(ConfigurationElement object) {
		SpecObject schema = object.schema().object();
		Map<String, ConfigurationElement> components = components(object);
		Map<String, @Nullable Object> values = new HashMap<>();
		for (SpecSchema component : schema.children()) {
			values.put(component.name(), readComponent(object.path(), component, components.get(component.name())));
		}
		for (OneOf constraint : schema.oneOfs()) {
			check(object.path(), constraint, values);
		}
		return schema.create(values);
	}

	private void check(PropertyPath path, OneOf constraint, Map<String, @Nullable Object> values) {
		List<String> set = new ArrayList<>(this.problems.notEnforced().fieldsOf(path));
		for (String component : constraint.components()) {
			if (values.get(component) != null) {
				set.add(component);
			}
		}
		boolean tooFew = set.size() < constraint.min() && !this.problems.invalidPaths().hasUnknownKey(path);
		if (tooFew || set.size() > constraint.max()) {
			KeySpelling spelling = this.problems.spelling(path);
			this.problems.add(path, null, constraint.rule().formatted(spelling.keys(constraint.components())),
					constraint.cure(spelling.keys(set)));
		}
	}

	/**
	 * Reads the values of a map.
	 * @param entries elements by name of the entry
	 * @return values by name
	 */
	Map<String, Object> readEntries(Map<String, ConfigurationElement> entries) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Map.Entry<String, ConfigurationElement> entry : entries.entrySet()) {
			values.put(entry.getKey(), read(entry.getValue()));
		}
		return values;
	}

	/**
	 * Lists of different sources do not merge: the first source that has the list gives
	 * all of it.
	 */
	private Object readList(ConfigurationElement list) {
		SourceNode effective = null;
		for (SourceNode node : list.nodes()) {
			if (effective == null && hasList(node)) {
				effective = node;
			}
		}
		for (SourceNode node : list.nodes()) {
			if (node != effective) {
				this.keys.checkIneffective(list.path(), node);
			}
		}
		ParsedValue own = (effective != null)
				? this.values.readOwn(new ConfigurationElement(list.path(), List.of(effective))) : null;
		this.values.refuseKeys(list, false);
		List<?> items = (effective != null) ? readItems(list.path(), effective) : List.of();
		if (own != null && items.isEmpty()) {
			items = (List<?>) own.value();
			this.values.checkItems(list.path(), items);
		}
		else if (own != null && effective != null && !effective.dialect().hasListValues()) {
			this.problems.addInvalid(list.path(), null, KindViolations.wrong(list.schema()));
		}
		this.values.check(list.path(), items);
		return items;
	}

	private static boolean hasList(SourceNode node) {
		if (node.value() != null) {
			return true;
		}
		for (SourceNode child : node.children()) {
			if (child.key().isIndex()) {
				return true;
			}
		}
		return false;
	}

	private List<?> readItems(PropertyPath list, SourceNode node) {
		TreeMap<Integer, ConfigurationElement> elements = new TreeMap<>();
		for (SourceNode child : node.children()) {
			if (child.key().isIndex()) {
				int index = child.key().index();
				ConfigurationElement element = elements.get(index);
				if (element == null) {
					element = this.problems.provenance().add(list.element(index));
					elements.put(index, element);
				}
				this.keys.add(element, child);
			}
		}
		if (!elements.isEmpty() && elements.lastKey() >= elements.size()) {
			this.problems.addInvalid(list, null,
					new Violation("must number its items from [0] on without gaps", "Number the items anew"));
			this.keys.checkIneffective(list, node);
			return List.of();
		}
		List<Object> items = new ArrayList<>(elements.size());
		for (ConfigurationElement element : elements.values()) {
			items.add(read(element));
		}
		return List.copyOf(items);
	}

}
