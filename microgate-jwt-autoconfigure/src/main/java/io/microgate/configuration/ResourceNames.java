package io.microgate.configuration;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the names of resources. Boot merges entries whose names differ only by dashes or
 * case, so such names must not meet.
 */
final class ResourceNames {

	private static final Pattern VALID = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

	private final Problems problems;

	private final Map<PropertyPath, String> firstNames = new HashMap<>();

	ResourceNames(Problems problems) {
		this.problems = problems;
	}

	private static String suggestion(String name) {
		String plain = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return plain.isEmpty() ? "main" : plain;
	}

	/**
	 * Checks a name.
	 * @param map the map that has an entry of this name
	 * @param key the name as written
	 * @return whether the entry can be told from the others
	 */
	boolean check(PropertyPath map, WrittenKey key) {
		String name = key.text();
		PropertyPath path = map.entry(name);
		String first = this.firstNames.putIfAbsent(map.entry(WrittenKey.uniform(name)), name);
		if (first != null && !first.equals(name)) {
			this.problems.add(path, null, "must differ from '%s' by more than dashes and case".formatted(first),
					"Rename one of them");
			this.problems.damage().spoil(path);
			return false;
		}
		if (!VALID.matcher(name).matches()) {
			this.problems.add(path, null,
					"must have a name of lower-case letters, digits and inner dashes, '%s' is none".formatted(name),
					"Rename it and the references to it, to '%s' for example".formatted(suggestion(name)));
		}
		else if (key.bracketed()) {
			this.problems.add(path, null, "must have a name that is a text", "Quote the name");
		}
		return true;
	}

}
