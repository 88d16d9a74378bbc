package io.microgate.configuration;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.microgate.configuration.Dialect.KeyRefusal;

/**
 * Sorts what sources write below an object by the component that it stands for, and
 * reports the rest.
 */
final class ObjectKeys {

	private final Problems problems;

	ObjectKeys(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Sorts the children of an object. Keys that only differ in their spelling belong
	 * together.
	 * @param object the object
	 * @return elements by name of the component
	 */
	Map<String, ConfigurationElement> sort(ConfigurationElement object) {
		PropertyPath path = object.path();
		Map<String, ConfigurationElement> sorted = new LinkedHashMap<>();
		boolean unknown = false;
		boolean written = false;
		for (SourceNode node : object.nodes()) {
			written |= node.children().isEmpty();
			for (SourceNode child : node.children()) {
				SpecSchema known = node.dialect().find(path, child.key());
				if (known != null) {
					ConfigurationElement element = sorted.get(known.name());
					if (element == null) {
						element = this.problems.provenance().add(path.child(known));
						sorted.put(known.name(), element);
					}
					add(element, child);
				}
				else if (!child.key().isIndex() && !passOver(path, child)) {
					refuse(path, child, true);
					unknown = true;
				}
			}
		}
		if (unknown && sorted.isEmpty() && !written && path.parent() != null) {
			this.problems.invalidPaths().onlyUnknownKeysIn(path);
		}
		return sorted;
	}

	/**
	 * Adds a node to those of the same place. A source that spells a place in two ways is
	 * refused: relaxed binding would merge {@code policies} and {@code Policies} to one
	 * list that no file contains.
	 * @param element the place
	 * @param node the node to add
	 */
	void add(ConfigurationElement element, SourceNode node) {
		for (SourceNode first : element.nodes()) {
			if (first.isOfSameSourceAs(node)) {
				refuseSecond(element.path(), first, node);
				this.problems.invalidPaths().add(element.path());
				break;
			}
		}
		element.nodes().add(node);
	}

	private void refuseSecond(PropertyPath path, SourceNode first, SourceNode second) {
		String one = first.key().text();
		String other = second.key().text();
		this.problems
			.report(path, null, "must be set once, but is set in two spellings",
					one.equals(other) ? "Remove one of them"
							: "Keep one of '%s' and '%s' and remove the other".formatted(one, other),
					second.ownOrigin());
	}

	private boolean passOver(PropertyPath object, SourceNode child) {
		boolean passedOver = this.problems.notEnforced().passOver(object, child);
		if (passedOver) {
			this.problems.provenance().add(object.unknown(child.key())).nodes().add(child);
		}
		return passedOver;
	}

	private void refuse(PropertyPath object, SourceNode child, boolean effective) {
		KeyRefusal refusal = child.dialect().refuse(object, child.key());
		InvalidPaths invalid = this.problems.invalidPaths();
		PropertyPath path = refusal.path();
		SourceValue value = child.value();
		boolean whole = path.equals(object);
		if (!whole) {
			this.problems.provenance().add(path).nodes().add(child);
		}
		this.problems.report(path, (value != null && !whole) ? child.dialect().show(value) : null,
				refusal.violation().rule(), refusal.violation().cure(), child.ownOrigin());
		if (whole) {
			invalid.add(object);
		}
		else if (effective) {
			invalid.unknownKeyIn(object, refusal.meant());
		}
	}

	/**
	 * Reports unknown keys and keys in two spellings in what does not take effect,
	 * because a list around it comes from another source.
	 * @param path the place
	 * @param node what is written there
	 */
	void checkIneffective(PropertyPath path, SourceNode node) {
		Map<PropertyPath, SourceNode> first = new HashMap<>();
		for (SourceNode child : node.children()) {
			switch (path.schema().kind()) {
				case OBJECT -> {
					SpecSchema known = node.dialect().find(path, child.key());
					if (known != null) {
						checkIneffective(path.child(known.name()), child, first);
					}
					else if (!child.key().isIndex()) {
						refuse(path, child, false);
					}
				}
				case LIST -> {
					if (child.key().isIndex()) {
						checkIneffective(path.element(child.key().index()), child, first);
					}
				}
				case MAP, STRING, INTEGER, BOOLEAN -> {
				}
			}
		}
	}

	private void checkIneffective(PropertyPath path, SourceNode node, Map<PropertyPath, SourceNode> siblings) {
		SourceNode first = siblings.putIfAbsent(path, node);
		if (first != null) {
			refuseSecond(path, first, node);
		}
		checkIneffective(path, node);
	}

}
