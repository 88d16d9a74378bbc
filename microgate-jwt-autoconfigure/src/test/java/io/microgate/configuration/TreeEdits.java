package io.microgate.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Every single edit of every node of manifests: dropped, doubled, renamed, given another
 * type or size, another value or another place. Which values and names are tried is
 * random, and the same in every run.
 */
final class TreeEdits {

	private static final List<String> MATCHERS = List.of("exact", "prefix", "suffix", "contains", "regex");

	private static final List<Object> OTHER_TYPES = List.of(5, true, "text", "", List.of(), Map.of(), List.of("text"));

	/** What does not concern Microgate. */
	private static final Set<String> PASSED_OVER = Set.of("parentRefs", "filters", "backendRefs");

	private static final int TRIES = 1;

	private final Random random = new Random(20);

	private final List<Object> documents = new ArrayList<>();

	private final List<String> texts = new ArrayList<>();

	private final Set<String> fields = new LinkedHashSet<>();

	private final List<Edit> edits = new ArrayList<>();

	/** The copy that is being edited. */
	private List<Object> current = List.of();

	/** What is edited, if it is more than one node. */
	private List<String> places = List.of();

	private TreeEdits(String manifests) {
		new Yaml().loadAll(manifests).forEach(this.documents::add);
	}

	static List<Edit> of(String manifests) {
		TreeEdits edits = new TreeEdits(manifests);
		edits.documents.forEach(edits::collect);
		for (int i = 0; i < edits.documents.size(); i++) {
			edits.editItem(List.of(), i);
			edits.edit(List.of(i));
		}
		return edits.edits;
	}

	/** Every value is tried in every other place. */
	private void collect(Object value) {
		if (value instanceof Map<?, ?> object) {
			object.forEach((field, child) -> {
				this.fields.add((String) field);
				collect(child);
			});
		}
		else if (value instanceof List<?> list) {
			list.forEach(this::collect);
		}
		else if (value instanceof String text) {
			this.texts.add(text);
		}
	}

	private void edit(List<Object> path) {
		Object node = find(this.documents, path);
		if (node instanceof Map<?, ?> object) {
			add("add an unknown field", path, true, (copy, step) -> map(child(copy, step)).put("note", "text"));
			addFlags(path, object);
			for (Object field : object.keySet()) {
				editField(path, (String) field);
				if (!PASSED_OVER.contains(field)) {
					edit(with(path, field));
				}
			}
		}
		else if (node instanceof List<?> list) {
			add("repeat to 2000 items", path, true, (copy, step) -> set(copy, step, repeat(list)));
			for (int i = 0; i < list.size(); i++) {
				editItem(path, i);
				edit(with(path, i));
			}
		}
		else if (node instanceof Boolean flag) {
			add("flip", path, false, (copy, step) -> set(copy, step, !flag));
			add("quote", path, true, (copy, step) -> set(copy, step, flag.toString()));
		}
		else if (node instanceof String text) {
			editText(path, text);
		}
	}

	private void addFlags(List<Object> path, Map<?, ?> object) {
		for (String flag : List.of("ignoreCase", "invert")) {
			if (!object.containsKey(flag)) {
				add("add " + flag, with(path, flag), false, (copy, step) -> set(copy, step, true));
			}
		}
	}

	private void editText(List<Object> path, String text) {
		for (int i = 0; i < TRIES; i++) {
			setText(path, this.texts.get(this.random.nextInt(this.texts.size())));
		}
		setText(path, text.substring(0, text.length() / 2));
		setText(path, "/");
		setText(path, "24h");
		add("repeat to 5000 characters", path, true, (copy, step) -> set(copy, step, text.repeat(5000)));
	}

	private void setText(List<Object> path, String text) {
		String shown = (text.length() > 40) ? text.substring(0, 40) + "..." : text;
		add("set to \"%s\"".formatted(shown.strip()), path, false, (copy, step) -> set(copy, step, text));
	}

	private void editField(List<Object> object, String field) {
		List<Object> path = with(object, field);
		add("drop", path, false, (copy, step) -> map(copy).remove(field));
		for (String misspelt : misspellings(field)) {
			rename(path, misspelt, true);
		}
		List<String> known = new ArrayList<>(this.fields);
		Collections.shuffle(known, this.random);
		Set<String> names = new LinkedHashSet<>(known.subList(0, TRIES));
		if (MATCHERS.contains(field)) {
			names.addAll(MATCHERS);
		}
		names.addAll(field.startsWith("require") ? List.of("requireAny", "requireAll") : List.of());
		names.stream().filter((name) -> !name.equals(field)).forEach((name) -> rename(path, name, false));
		editType(path);
		move(object, field);
	}

	private static Set<String> misspellings(String field) {
		Set<String> names = new LinkedHashSet<>();
		names.add(field + "x");
		names.add(field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1));
		names.add(field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
		names.remove(field);
		return names;
	}

	private void rename(List<Object> path, String name, boolean mistake) {
		add("rename to " + name, path, mistake, (copy, step) -> {
			Map<String, Object> before = new LinkedHashMap<>(map(copy));
			map(copy).clear();
			before.forEach((field, value) -> map(copy).put(field.equals(step) ? name : field, value));
		});
	}

	private void editType(List<Object> path) {
		Object before = find(this.documents, path);
		add("set to nothing", path, true, (copy, step) -> set(copy, step, null));
		add("make a list of it", path, true, (copy, step) -> set(copy, step, List.of(before)));
		for (Object other : OTHER_TYPES) {
			add("set to %s %s".formatted(other.getClass().getSimpleName(), other), path, !isLegal(path, before, other),
					(copy, step) -> set(copy, step, other));
		}
		if (before instanceof List<?> list) {
			add("take out of the list", path, true, (copy, step) -> set(copy, step, list.get(0)));
		}
	}

	/**
	 * An empty object or list is a mistake, but in a route, where the Gateway API allows
	 * it, and for {@code authorization}, where it says that the entry is open.
	 */
	private boolean isLegal(List<Object> path, Object before, Object other) {
		boolean empty = other.equals(List.of()) || other.equals(Map.of());
		boolean sameType = (before instanceof List<?> && other instanceof List<?>)
				|| (before instanceof Map<?, ?> && other instanceof Map<?, ?>)
				|| before.getClass().equals(other.getClass());
		boolean emptyAllowed = path.get(path.size() - 1).equals("authorization")
				|| label(path).startsWith("HTTPRoute ");
		return sameType && (!empty || emptyAllowed) && !other.equals("");
	}

	/** One level up, and into every neighbour. */
	private void move(List<Object> object, String field) {
		List<Object> path = with(object, field);
		if (object.size() > 1 && object.get(object.size() - 1) instanceof String) {
			List<Object> above = object.subList(0, object.size() - 1);
			add("move up", path, true, (copy, step) -> {
				Object value = map(copy).remove(field);
				map(find(this.current, above)).put(field, value);
			});
		}
		map(find(this.documents, object)).forEach((neighbour, value) -> {
			if (value instanceof Map<?, ?> && !neighbour.equals(field)) {
				add("move into " + neighbour, path, true,
						(copy, step) -> map(map(copy).get(neighbour)).put(field, map(copy).remove(field)));
			}
		});
	}

	private void editItem(List<Object> list, int index) {
		List<Object> path = with(list, index);
		Object item = find(this.documents, path);
		int size = ((List<?>) find(this.documents, list)).size();
		add("drop item", path, false, (copy, step) -> list(copy).remove(index));
		add("double item", path, true, (copy, step) -> list(copy).add(index, copyOf(item)));
		add("double item at the end", path, true, (copy, step) -> list(copy).add(copyOf(item)));
		add("set item to nothing", path, true, (copy, step) -> list(copy).set(index, null));
		add("set item to {}", path, !label(path).startsWith("HTTPRoute "), (copy, step) -> set(copy, step, Map.of()));
		add("set item to a number", path, true, (copy, step) -> set(copy, step, 5));
		add("nest item in a list", path, true, (copy, step) -> set(copy, step, List.of(item)));
		if (index + 1 < size) {
			this.places = List.of(label(path), label(with(list, index + 1)));
			add("swap with next item", path, false, (copy, step) -> Collections.swap(list(copy), index, index + 1));
		}
	}

	private void add(String what, List<Object> path, boolean mistake, BiConsumer<Object, Object> change) {
		this.current = list(copyOf(this.documents));
		change.accept(find(this.current, path.subList(0, path.size() - 1)), path.get(path.size() - 1));
		List<String> edited = this.places.isEmpty() ? List.of(label(path)) : this.places;
		this.places = List.of();
		this.edits.add(new Edit(what, edited, mistake, dump(this.current)));
	}

	private String label(List<Object> path) {
		Map<String, Object> document = map(this.documents.get((Integer) path.get(0)));
		StringBuilder label = new StringBuilder(document.get("kind") + " " + map(document.get("metadata")).get("name"));
		path.subList(1, path.size())
			.forEach((step) -> label.append((step instanceof Integer) ? "[" + step + "]" : "." + step));
		return label.toString();
	}

	static String dump(List<Object> documents) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dumpAll(documents.iterator());
	}

	private static List<Object> repeat(List<?> list) {
		List<Object> repeated = new ArrayList<>();
		while (repeated.size() < 2000) {
			list.forEach((item) -> repeated.add(copyOf(item)));
		}
		return repeated;
	}

	private static List<Object> with(List<Object> path, Object step) {
		List<Object> longer = new ArrayList<>(path);
		longer.add(step);
		return longer;
	}

	private static Object find(Object root, List<Object> path) {
		Object node = root;
		for (Object step : path) {
			node = child(node, step);
		}
		return node;
	}

	private static Object child(Object node, Object step) {
		return (step instanceof Integer index) ? list(node).get(index) : map(node).get(step);
	}

	private static void set(Object parent, Object step, Object value) {
		if (step instanceof Integer index) {
			list(parent).set(index, value);
		}
		else {
			map(parent).put((String) step, value);
		}
	}

	private static Object copyOf(Object value) {
		if (value instanceof Map<?, ?> object) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			object.forEach((field, child) -> copy.put(field, copyOf(child)));
			return copy;
		}
		return (value instanceof List<?> list) ? new ArrayList<>(list.stream().map(TreeEdits::copyOf).toList()) : value;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Object value) {
		return (List<Object>) value;
	}

}
