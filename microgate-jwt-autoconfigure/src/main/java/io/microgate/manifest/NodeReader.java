package io.microgate.manifest;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

/**
 * Turns one YAML document into a tree and finds what Kubernetes does not know or refuses:
 * keys that are no text, keys set twice, merge keys, foreign tags. Aliases are followed
 * as far as the tree stays small.
 */
final class NodeReader {

	static final int MAX_NODES = 20_000;

	static final int MAX_DEPTH = 100;

	private static final Map<Tag, ManifestNode.Kind> SINGLES = Map.of(Tag.STR, ManifestNode.Kind.TEXT, Tag.TIMESTAMP,
			ManifestNode.Kind.TEXT, new Tag(Tag.PREFIX + "value"), ManifestNode.Kind.TEXT, Tag.INT,
			ManifestNode.Kind.INTEGER, Tag.FLOAT, ManifestNode.Kind.DECIMAL, Tag.BOOL, ManifestNode.Kind.FLAG, Tag.NULL,
			ManifestNode.Kind.NULL);

	private final Resource file;

	private final int firstLine;

	private final int maxNodes;

	private final List<YamlFault> faults = new ArrayList<>();

	private final Map<Node, Boolean> open = new IdentityHashMap<>();

	private int count;

	NodeReader(Resource file, int firstLine, int maxNodes) {
		this.file = file;
		this.firstLine = firstLine;
		this.maxNodes = maxNodes;
	}

	/**
	 * Reads a document.
	 * @param node the document
	 * @return the tree, {@code null} if it is too large to look at
	 */
	@Nullable ManifestNode read(Node node) {
		try {
			return read(node, node, "");
		}
		catch (TooLargeException ex) {
			this.faults.add(new YamlFault("", null, ex.rule, "Split the document, or write out what an alias repeats",
					origin(node)));
			return null;
		}
	}

	List<YamlFault> faults() {
		return this.faults;
	}

	/**
	 * @param place the key above, or the node itself if there is none
	 */
	private ManifestNode read(Node node, Node place, String path) {
		count(this.open.size());
		Origin origin = origin((node instanceof ScalarNode) ? node : place);
		if (this.open.put(node, true) != null) {
			fault(path, null, "must not contain itself", "Remove the alias", origin);
			return ManifestNode.single(ManifestNode.Kind.NULL, "", origin);
		}
		try {
			if (node instanceof MappingNode mapping && is(node, Tag.MAP)) {
				return ManifestNode.object(fields(mapping, path), origin);
			}
			if (node instanceof SequenceNode sequence && is(node, Tag.SEQ)) {
				return ManifestNode.list(items(sequence, path), origin);
			}
			return single(node, path, origin);
		}
		finally {
			this.open.remove(node);
		}
	}

	private void count(int depth) {
		this.count++;
		if (this.count > this.maxNodes) {
			throw new TooLargeException("must have at most %d values, aliases written out".formatted(this.maxNodes));
		}
		if (depth > MAX_DEPTH) {
			throw new TooLargeException("must not be nested deeper than %d levels".formatted(MAX_DEPTH));
		}
	}

	private ManifestNode single(Node node, String path, Origin origin) {
		ManifestNode.Kind kind = (node instanceof ScalarNode) ? SINGLES.get(node.getTag()) : null;
		if (kind == null) {
			boolean merge = Tag.MERGE.equals(node.getTag());
			fault(path, null, "must not have a tag of its own", merge ? "Quote it" : "Remove the tag", origin);
			return ManifestNode.single(ManifestNode.Kind.NULL, "", origin);
		}
		return ManifestNode.single(kind, ((ScalarNode) node).getValue(), origin);
	}

	private static boolean is(Node node, Tag tag) {
		return tag.equals(node.getTag());
	}

	private List<ManifestNode> items(SequenceNode sequence, String path) {
		List<ManifestNode> items = new ArrayList<>();
		for (Node item : sequence.getValue()) {
			items.add(read(item, item, "%s[%d]".formatted(path, items.size())));
		}
		return items;
	}

	private Map<String, ManifestNode> fields(MappingNode mapping, String path) {
		Map<String, ManifestNode> fields = new LinkedHashMap<>();
		for (NodeTuple field : mapping.getValue()) {
			Node key = field.getKeyNode();
			if (is(key, Tag.MERGE)) {
				fault(path, null, "must not have a merge key '<<'", "Write out what it merges", origin(key));
			}
			else if (!(key instanceof ScalarNode name) || SINGLES.get(key.getTag()) != ManifestNode.Kind.TEXT) {
				fault(path, (key instanceof ScalarNode written) ? written.getValue() : null,
						"must have keys that are strings", "Quote the key", origin(key));
			}
			else {
				String child = ManifestNode.pathBelow(path, name.getValue());
				ManifestNode value = read(field.getValueNode(), key, child);
				if (fields.putIfAbsent(name.getValue(), value) != null) {
					fault(child, null, "must be set once, but is set again here", "Remove one of the two", origin(key));
				}
			}
		}
		return fields;
	}

	private void fault(String path, @Nullable String value, String rule, String cure, Origin origin) {
		this.faults.add(new YamlFault(path, value, rule, cure, origin));
	}

	private Origin origin(Node node) {
		return origin(node.getStartMark());
	}

	Origin origin(@Nullable Mark mark) {
		int line = (mark != null) ? mark.getLine() : 0;
		int column = (mark != null) ? mark.getColumn() : 0;
		return new TextResourceOrigin(this.file, new Location(this.firstLine + line, column));
	}

	private static final class TooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String rule;

		TooLargeException(String rule) {
			super(rule);
			this.rule = rule;
		}

	}

}
