package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
	 * @param nodes what the sources write there, in the order of precedence
	 * @return nodes by name of the component
	 */
	Map<String, List<SourceNode>> sort(PropertyPath object, List<SourceNode> nodes) {
		Map<String, List<SourceNode>> sorted = new LinkedHashMap<>();
		boolean unknown = false;
		for (SourceNode node : nodes) {
			for (SourceNode child : node.children()) {
				SpecSchema known = node.dialect().find(object, child.key());
				if (known != null) {
					PropertyPath path = object.child(known.name());
					add(path, sorted.computeIfAbsent(known.name(), (name) -> register(path)), child);
				}
				else if (!child.key().isIndex()) {
					refuse(object, child, true);
					unknown = true;
				}
			}
		}
		boolean written = nodes.stream().anyMatch((node) -> node.children().isEmpty());
		if (unknown && sorted.isEmpty() && !written && object.parent() != null) {
			this.problems.damage().onlyUnknownKeysIn(object);
		}
		return sorted;
	}

	private List<SourceNode> register(PropertyPath path) {
		List<SourceNode> nodes = new ArrayList<>();
		this.problems.provenance().add(path, nodes);
		return nodes;
	}

	/**
	 * Adds a node to those of the same place. A source that spells a place in two ways is
	 * refused: relaxed binding would merge {@code policies} and {@code Policies} to one
	 * list that no file contains.
	 * @param path the place
	 * @param nodes the nodes of the place
	 * @param node the node to add
	 */
	void add(PropertyPath path, List<SourceNode> nodes, SourceNode node) {
		nodes.add(node);
		SourceNode first = nodes.stream().filter(node::isOfSameSourceAs).findFirst().orElse(node);
		if (first != node) {
			this.problems.report(path, null, "must be set once, but is set in two spellings",
					"Keep one of '%s' and '%s' and remove the other".formatted(first.key().text(), node.key().text()),
					node.ownOrigin());
			this.problems.damage().invalid(path);
		}
	}

	private void refuse(PropertyPath object, SourceNode child, boolean effective) {
		KeyRefusal refusal = child.dialect().refuse(object, child.key());
		Damage damage = this.problems.damage();
		PropertyPath path = refusal.path();
		SourceValue value = child.value();
		boolean whole = path.equals(object);
		if (!whole) {
			this.problems.provenance().add(path, List.of(child));
		}
		this.problems.report(path, (value != null && !whole) ? child.dialect().show(value) : null,
				refusal.violation().rule(), refusal.violation().cure(), child.ownOrigin());
		if (whole) {
			damage.invalid(object);
		}
		else if (effective) {
			SpecSchema meant = refusal.meant();
			damage.unknownKeyIn(object, (meant != null) ? object.child(meant.name()) : null);
		}
	}

	/**
	 * Reports the unknown keys in what does not take effect, because a list around it
	 * comes from another source.
	 * @param path the place
	 * @param node what is written there
	 */
	void checkIneffective(PropertyPath path, SourceNode node) {
		for (SourceNode child : node.children()) {
			switch (path.schema().kind()) {
				case OBJECT -> {
					SpecSchema known = node.dialect().find(path, child.key());
					if (known != null) {
						checkIneffective(path.child(known.name()), child);
					}
					else if (!child.key().isIndex()) {
						refuse(path, child, false);
					}
				}
				case LIST -> {
					if (child.key().isIndex()) {
						checkIneffective(path.element(child.key().index()), child);
					}
				}
				case MAP, STRING, INTEGER, BOOLEAN -> {
				}
			}
		}
	}

}
