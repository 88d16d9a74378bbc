package io.microgate.configuration;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Every edit of one line of manifests: deleted, commented out, doubled, moved to another
 * level, swapped, and the last one of a file that was cut off.
 */
final class LineEdits {

	private final Random random = new Random(20);

	private final List<String> lines;

	/** The outermost node that begins on a line. */
	private final Map<Integer, String> nodes = new HashMap<>();

	/** Lines that a whole node stands on, so that to delete one is to drop the node. */
	private final Set<Integer> whole = new HashSet<>();

	private final List<Edit> edits = new ArrayList<>();

	private LineEdits(String manifests) {
		this.lines = manifests.lines().toList();
		for (Node document : new Yaml().composeAll(new StringReader(manifests))) {
			MappingNode root = (MappingNode) document;
			visit(root, "%s %s".formatted(scalar(root, "kind"), scalar((MappingNode) value(root, "metadata"), "name")));
		}
	}

	static List<Edit> of(String manifests) {
		LineEdits edits = new LineEdits(manifests);
		for (int i = 0; i < edits.lines.size(); i++) {
			edits.edit(i);
		}
		return edits.edits;
	}

	private void edit(int line) {
		String text = this.lines.get(line);
		boolean last = line + 1 == this.lines.size();
		boolean mistake = !this.whole.contains(line);
		add("delete line", line, mistake, replaced(line, List.of()), line);
		add("comment out line", line, mistake, replaced(line, List.of("# " + text)), line);
		add("double line", line, true, replaced(line, List.of(text, text)), line);
		add("indent line", line, true, replaced(line, List.of("  " + text)), line);
		if (text.startsWith("  ")) {
			add("indent line less", line, true, replaced(line, List.of(text.substring(2))), line);
		}
		if (!last) {
			add("swap line with next", line, true, swapped(line, line + 1), line, line + 1);
			int[] cut = IntStream.range(line + 1, this.lines.size()).toArray();
			add("cut file off after line", line, false, this.lines.subList(0, line + 1), cut);
		}
		int other = this.random.nextInt(this.lines.size());
		add("swap line with line %d".formatted(other + 1), line, false, swapped(line, other), line, other);
	}

	private void add(String what, int line, boolean mistake, List<String> edited, int... touched) {
		List<String> places = IntStream.of(touched).filter(this.nodes::containsKey).mapToObj(this.nodes::get).toList();
		this.edits.add(new Edit("%s %d '%s'".formatted(what, line + 1, shorten(this.lines.get(line))), places, mistake,
				String.join("\n", edited) + "\n"));
	}

	private static String shorten(String line) {
		return (line.length() > 60) ? line.substring(0, 60) + "..." : line;
	}

	private List<String> replaced(int line, List<String> replacement) {
		List<String> edited = new ArrayList<>(this.lines);
		edited.remove(line);
		edited.addAll(line, replacement);
		return edited;
	}

	private List<String> swapped(int one, int other) {
		List<String> edited = new ArrayList<>(this.lines);
		edited.set(one, this.lines.get(other));
		edited.set(other, this.lines.get(one));
		return edited;
	}

	private void visit(Node node, String path) {
		if (node instanceof MappingNode object) {
			for (NodeTuple field : object.getValue()) {
				String child = path + "." + ((ScalarNode) field.getKeyNode()).getValue();
				remember(field.getKeyNode(), field.getValueNode(), child);
				visit(field.getValueNode(), child);
			}
		}
		else if (node instanceof SequenceNode list) {
			for (int i = 0; i < list.getValue().size(); i++) {
				Node item = list.getValue().get(i);
				remember(item, item, "%s[%d]".formatted(path, i));
				visit(item, "%s[%d]".formatted(path, i));
			}
		}
	}

	private void remember(Node start, Node value, String path) {
		int line = start.getStartMark().getLine();
		if (this.nodes.putIfAbsent(line, path) == null && isOnOneLine(value, line)) {
			this.whole.add(line);
		}
	}

	private static boolean isOnOneLine(Node node, int line) {
		if (node instanceof MappingNode object && object.getFlowStyle() == FlowStyle.BLOCK) {
			return object.getValue().size() == 1 && isOnOneLine(object.getValue().get(0).getValueNode(), line);
		}
		return node.getStartMark().getLine() == line && node.getEndMark().getLine() == line;
	}

	private static Node value(MappingNode object, String field) {
		return object.getValue()
			.stream()
			.filter((tuple) -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(field))
			.findFirst()
			.orElseThrow()
			.getValueNode();
	}

	private static String scalar(MappingNode object, String field) {
		return ((ScalarNode) value(object, field)).getValue();
	}

}
