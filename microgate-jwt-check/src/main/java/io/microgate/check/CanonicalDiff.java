package io.microgate.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.check.ConfigurationDiff.Field;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values that two resources of the same name have differently.
 */
final class CanonicalDiff {

	private static final int MAX_LENGTH = 80;

	private final DiffSide before;

	private final DiffSide after;

	private final String resources;

	private final String name;

	private final List<Field> fields = new ArrayList<>();

	private CanonicalDiff(DiffSide before, DiffSide after, String resources, String name) {
		this.before = before;
		this.after = after;
		this.resources = resources;
		this.name = name;
	}

	/**
	 * Compares a resource.
	 * @param before the first configuration
	 * @param after the second one
	 * @param resources {@code jwts}, {@code jwks} or {@code identityPropagations}
	 * @param name name of the resource
	 * @return the values
	 */
	static List<Field> of(DiffSide before, DiffSide after, String resources, String name) {
		CanonicalDiff diff = new CanonicalDiff(before, after, resources, name);
		diff.compare("", List.of(), before.canonical(resources).get(name), after.canonical(resources).get(name));
		return diff.fields;
	}

	private void compare(String path, List<Object> steps, @Nullable Object old, @Nullable Object next) {
		if (Objects.equals(old, next)) {
			return;
		}
		if (old instanceof Map<?, ?> fields && next instanceof Map<?, ?> others) {
			Set<Object> keys = new LinkedHashSet<>(fields.keySet());
			keys.addAll(others.keySet());
			keys.forEach((key) -> compare(path.isEmpty() ? key.toString() : path + "." + key, join(steps, key),
					fields.get(key), others.get(key)));
		}
		else if (old instanceof List<?> items && next instanceof List<?> others && items.size() == others.size()
				&& items.stream().allMatch((item) -> item instanceof Map)) {
			for (int i = 0; i < items.size(); i++) {
				compare("%s[%d]".formatted(path, i), join(steps, i), items.get(i), others.get(i));
			}
		}
		else {
			boolean hidden = steps.contains("claims");
			this.fields.add(new Field(path.isEmpty() ? this.name : path, hidden ? hidden(old) : text(old),
					place(this.before, steps), hidden ? hidden(next) : text(next), place(this.after, steps)));
		}
	}

	private static List<Object> join(List<Object> steps, Object step) {
		List<Object> joined = new ArrayList<>(steps);
		joined.add(step);
		return joined;
	}

	/** Values that claims are compared with are not for output. */
	private static @Nullable String hidden(@Nullable Object value) {
		return (value != null) ? "(not shown)" : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		String text = (value != null) ? value.toString() : null;
		return (text != null && text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
	}

	/** Only the first steps are the same in the canonical form and in specs. */
	private @Nullable String place(DiffSide side, List<Object> steps) {
		int known = 0;
		while (known < steps.size() && known < 3 && isKnown(steps.get(known), known)) {
			known++;
		}
		return side.configuration().places().find(this.resources, this.name, steps.subList(0, known).toArray());
	}

	private boolean isKnown(Object step, int depth) {
		return switch (depth) {
			case 0 -> true;
			case 1 -> step instanceof Integer || this.resources.equals("jwks");
			default -> this.resources.equals("jwts");
		};
	}

}
