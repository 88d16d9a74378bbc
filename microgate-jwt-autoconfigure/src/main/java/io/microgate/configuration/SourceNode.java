package io.microgate.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestNode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Holds what one source writes at a place: the value there, its kind and its origin, and
 * the nodes below.
 */
final class SourceNode {

	private final Dialect dialect;

	private final WrittenKey key;

	private final @Nullable SourceNode parent;

	private final Map<WrittenKey, SourceNode> children = new LinkedHashMap<>();

	/** What other names of the source write at the place of a child. */
	private final List<SourceNode> repeated = new ArrayList<>();

	private @Nullable SourceValue value;

	private int index;

	/** All nodes of the source that have a value, in its order. */
	private final List<SourceNode> written;

	/** The range of those at or below this one. */
	private int first = Integer.MAX_VALUE;

	private int last = -1;

	private SourceNode(Dialect dialect, WrittenKey key, @Nullable SourceNode parent, List<SourceNode> written) {
		this.dialect = dialect;
		this.key = key;
		this.parent = parent;
		this.written = written;
	}

	/**
	 * Creates the root of a source.
	 * @param dialect how the source is read
	 * @return a node without value and children
	 */
	static SourceNode root(Dialect dialect) {
		return new SourceNode(dialect, new WrittenKey("", false), null, new ArrayList<>());
	}

	/**
	 * Adds a value. Different names may be read as the same keys, such as {@code a.} and
	 * {@code a}: neither must replace the other silently, so the second has a node of its
	 * own.
	 * @param keys the path from here, not empty
	 * @param value what is written there
	 */
	void add(List<WrittenKey> keys, SourceValue value) {
		SourceNode node = this;
		for (WrittenKey key : keys) {
			node = node.child(key);
		}
		if (node.value != null && node.parent != null) {
			SourceNode second = new SourceNode(this.dialect, node.key, node.parent, this.written);
			node.parent.repeated.add(second);
			node = second;
		}
		node.set(value);
	}

	private SourceNode child(WrittenKey key) {
		SourceNode child = this.children.get(key);
		if (child == null) {
			child = new SourceNode(this.dialect, key, this, this.written);
			this.children.put(key, child);
		}
		return child;
	}

	private void set(SourceValue value) {
		this.value = value;
		this.index = this.written.size();
		this.written.add(this);
		for (SourceNode node = this; node != null; node = node.parent) {
			node.first = Math.min(node.first, this.index);
			node.last = this.index;
		}
	}

	/**
	 * Copies a value of a manifest and all below it.
	 * @param node the value
	 * @return a root
	 */
	static SourceNode of(ManifestNode node) {
		SourceNode root = root(ManifestDialect.INSTANCE);
		root.copy(node);
		return root;
	}

	private void copy(ManifestNode node) {
		set(new SourceValue(node.kind(), node.text(), node.origin(), true));
		node.fields().forEach((name, field) -> child(WrittenKey.ofField(name)).copy(field));
		for (int i = 0; i < node.items().size(); i++) {
			child(WrittenKey.ofIndex(i)).copy(node.items().get(i));
		}
	}

	Dialect dialect() {
		return this.dialect;
	}

	WrittenKey key() {
		return this.key;
	}

	Collection<SourceNode> children() {
		if (this.repeated.isEmpty()) {
			return this.children.values();
		}
		List<SourceNode> all = new ArrayList<>(this.children.values());
		all.addAll(this.repeated);
		return all;
	}

	/** What is written at the place itself, {@code null} if it only has children. */
	@Nullable SourceValue value() {
		return this.value;
	}

	boolean isOfSameSourceAs(SourceNode other) {
		return this.written == other.written;
	}

	/**
	 * The origin of the first value at or below the node.
	 * @return the origin, {@code null} if the source does not know it precisely
	 */
	@Nullable Origin ownOrigin() {
		return originOf(this.first);
	}

	/**
	 * The origin of the value of this node, or of the nearest one. Sources keep the order
	 * of the file, so that a small difference of positions means neighbours.
	 * @return the best origin that there is
	 */
	@Nullable Origin nearestOrigin() {
		int anchor = (this.value != null) ? this.index : this.first;
		for (SourceNode above = this; above != null; above = above.parent) {
			Origin nearest = above.originNear(anchor);
			if (nearest != null) {
				return nearest;
			}
		}
		SourceValue value = this.written.get(anchor).value;
		return (value != null) ? value.origin() : null;
	}

	private @Nullable Origin originNear(int anchor) {
		int reach = Math.max(anchor - this.first, this.last - anchor);
		for (int distance = 0; distance <= reach; distance++) {
			Origin before = originOf(anchor - distance);
			Origin nearest = (before != null) ? before : originOf(anchor + distance);
			if (nearest != null) {
				return nearest;
			}
		}
		return null;
	}

	/** The first origin below the node that is known precisely. */
	@Nullable Origin firstOrigin() {
		return originNear(this.first);
	}

	private @Nullable Origin originOf(int index) {
		if (index < this.first || index > this.last) {
			return null;
		}
		SourceNode node = this.written.get(index);
		return (node.value != null && node.value.located() && node.isAtOrBelow(this)) ? node.value.origin() : null;
	}

	private boolean isAtOrBelow(SourceNode other) {
		@Nullable SourceNode node = this;
		while (node != null && node != other) {
			node = node.parent;
		}
		return node != null;
	}

}
