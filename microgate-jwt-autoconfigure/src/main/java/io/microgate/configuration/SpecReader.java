package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Walks what the sources write once, against the schema of the specs: finds unknown keys,
 * wrong kinds and broken constraints where they are, and creates the records.
 */
final class SpecReader {

	private final Problems problems;

	private final ObjectKeys keys;

	private final ResourceNames names;

	SpecReader(Problems problems) {
		this.problems = problems;
		this.keys = new ObjectKeys(problems);
		this.names = new ResourceNames(problems);
	}

	/**
	 * Reads the keys of an object.
	 * @param object the object
	 * @param nodes what the sources write there, in the order of precedence
	 * @return nodes by name of the component
	 */
	Map<String, List<SourceNode>> components(PropertyPath object, List<SourceNode> nodes) {
		readOwn(object, nodes);
		refuseKeys(object, nodes, WrittenKey::isIndex);
		return this.keys.sort(object, nodes);
	}

	/**
	 * Reads the entries of a map.
	 * @param map the map
	 * @param nodes what the sources write there, in the order of precedence
	 * @return nodes by name of the entry
	 */
	Map<String, List<SourceNode>> entries(PropertyPath map, List<SourceNode> nodes) {
		readOwn(map, nodes);
		refuseKeys(map, nodes, WrittenKey::isIndex);
		refuseIneffectiveNull(map, nodes);
		return this.names.entries(map, nodes);
	}

	/**
	 * Reads a component of an object.
	 * @param object the object
	 * @param component its component
	 * @param nodes what the sources write there, in the order of precedence
	 * @return the value, {@code null} if there is none
	 */
	@Nullable Object readComponent(PropertyPath object, SpecSchema component, @Nullable List<SourceNode> nodes) {
		if (nodes != null) {
			return read(object.child(component.name()), nodes);
		}
		Object implied = component.defaultValue();
		if (component.isRequired() && (implied == null || this.problems.provenance().isInManifest(object))) {
			PropertyPath path = object.child(component.name());
			this.problems.addMissing(path, "is required",
					"Add " + this.problems.spelling(path).quote(component.name()));
		}
		return implied;
	}

	/**
	 * Reads what stands at a place.
	 * @param path the place
	 * @param nodes what the sources write there, in the order of precedence
	 * @return the value, a substitute if it is wrong
	 */
	Object read(PropertyPath path, List<SourceNode> nodes) {
		return switch (path.schema().kind()) {
			case OBJECT -> readObject(path, nodes);
			case MAP -> readEntries(path, entries(path, nodes));
			case LIST -> readList(path, nodes);
			case STRING, INTEGER, BOOLEAN -> readSingle(path, nodes);
		};
	}

	private Object readObject(PropertyPath path, List<SourceNode> nodes) {
		Map<String, List<SourceNode>> components = components(path, nodes);
		Map<String, @Nullable Object> values = new HashMap<>();
		for (SpecSchema component : path.schema().children()) {
			values.put(component.name(), readComponent(path, component, components.get(component.name())));
		}
		path.schema().oneOfs().forEach((constraint) -> check(path, constraint, values));
		return path.schema().create(values);
	}

	private void check(PropertyPath path, OneOf constraint, Map<String, @Nullable Object> values) {
		List<String> set = constraint.components().stream().filter((name) -> values.get(name) != null).toList();
		boolean tooFew = set.size() < constraint.min() && !this.problems.damage().hasUnknownKey(path);
		if (tooFew || set.size() > constraint.max()) {
			KeySpelling spelling = this.problems.spelling(path);
			this.problems.add(path, null, constraint.rule().formatted(spelling.keys(constraint.components())),
					constraint.cure(spelling.keys(set)));
		}
	}

	/**
	 * Reads the values of a map.
	 * @param map the map
	 * @param entries nodes by name of the entry
	 * @return values by name
	 */
	Map<String, Object> readEntries(PropertyPath map, Map<String, List<SourceNode>> entries) {
		Map<String, Object> values = new LinkedHashMap<>();
		entries.forEach((name, nodes) -> values.put(name, read(map.entry(name), nodes)));
		return values;
	}

	/**
	 * Lists of different sources do not merge: the first source that has the list gives
	 * all of it.
	 */
	private Object readList(PropertyPath path, List<SourceNode> nodes) {
		SourceNode effective = nodes.stream().filter(SpecReader::hasList).findFirst().orElse(nodes.get(0));
		nodes.stream().filter((node) -> node != effective).forEach((node) -> this.keys.checkIneffective(path, node));
		Reading own = readOwn(path, List.of(effective));
		refuseKeys(path, nodes, (key) -> !key.isIndex());
		List<?> items = readItems(path, effective);
		if (own != null && items.isEmpty()) {
			items = (List<?>) own.value();
			checkItems(path, items);
		}
		else if (own != null && !((List<?>) own.value()).isEmpty()) {
			this.problems.addInvalid(path, null, Violation.ofKind(path.schema()));
		}
		check(path, items);
		return items;
	}

	private static boolean hasList(SourceNode node) {
		return node.value() != null || node.children().stream().map(SourceNode::key).anyMatch(WrittenKey::isIndex);
	}

	private List<?> readItems(PropertyPath list, SourceNode node) {
		TreeMap<Integer, List<SourceNode>> elements = new TreeMap<>();
		for (SourceNode child : node.children()) {
			if (child.key().isIndex()) {
				int index = child.key().index();
				PropertyPath path = list.element(index);
				List<SourceNode> nodes = elements.computeIfAbsent(index, (i) -> new ArrayList<>());
				this.problems.provenance().add(path, nodes);
				this.keys.add(path, nodes, child);
			}
		}
		if (!elements.isEmpty() && elements.lastKey() >= elements.size()) {
			this.problems.addInvalid(list, null,
					new Violation("must number its items from [0] on without gaps", "Number the items anew"));
			this.keys.checkIneffective(list, node);
			return List.of();
		}
		List<Object> items = new ArrayList<>();
		elements.forEach((index, nodes) -> items.add(read(list.element(index), nodes)));
		return List.copyOf(items);
	}

	private void checkItems(PropertyPath path, List<?> items) {
		for (int i = 0; i < items.size(); i++) {
			check(path.element(i), items.get(i));
		}
	}

	private Object readSingle(PropertyPath path, List<SourceNode> nodes) {
		Reading reading = readOwn(path, nodes);
		refuseKeys(path, nodes, (key) -> true);
		if (reading == null) {
			return path.schema().substitute();
		}
		check(path, reading.value());
		return reading.value();
	}

	private void check(PropertyPath path, Object value) {
		for (Constraint constraint : path.schema().constraints()) {
			Violation violation = constraint.check(value);
			if (violation != null) {
				this.problems.add(path, value, violation.rule(), violation.cure());
				return;
			}
		}
	}

	/**
	 * Reads the value that is written at a place itself, by the first source that has
	 * one.
	 * @param path the place
	 * @param nodes what the sources write there
	 * @return the value, {@code null} if there are only children
	 */
	private @Nullable Reading readOwn(PropertyPath path, List<SourceNode> nodes) {
		for (SourceNode node : nodes) {
			SourceValue value = node.value();
			if (value != null) {
				Reading reading = node.dialect().read(path.schema(), value);
				if (reading.violation() != null) {
					this.problems.addInvalid(path, reading.shown(), reading.violation());
				}
				return reading;
			}
		}
		return null;
	}

	private void refuseKeys(PropertyPath path, List<SourceNode> nodes, Predicate<WrittenKey> wrong) {
		if (nodes.stream().flatMap((node) -> node.children().stream()).map(SourceNode::key).anyMatch(wrong)) {
			this.problems.addInvalid(path, null, Violation.ofKind(path.schema()));
		}
	}

	/** It seems to remove the entries of the sources behind, which merge. */
	private void refuseIneffectiveNull(PropertyPath map, List<SourceNode> nodes) {
		for (int i = 0; i < nodes.size(); i++) {
			SourceValue value = nodes.get(i).value();
			if (value != null && value.isNothing()
					&& nodes.subList(i + 1, nodes.size()).stream().anyMatch((node) -> !node.children().isEmpty())) {
				Violation nothing = Violation.ofNothing(map.schema());
				this.problems.add(map, null, nothing.rule(), nothing.cure());
			}
		}
	}

}
