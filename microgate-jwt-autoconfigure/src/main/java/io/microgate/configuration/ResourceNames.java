package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

	ResourceNames(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Sorts what sources write below a map by the name of the resource.
	 * @param map the map
	 * @param nodes what the sources write there, in the order of precedence
	 * @return nodes by name, those left out that cannot be told from others
	 */
	Map<String, List<SourceNode>> entries(PropertyPath map, List<SourceNode> nodes) {
		Map<String, List<SourceNode>> entries = new LinkedHashMap<>();
		Map<String, String> firstNames = new HashMap<>();
		for (SourceNode node : nodes) {
			for (SourceNode child : node.children()) {
				if (!child.key().isIndex()) {
					String name = child.key().text();
					String first = firstNames.putIfAbsent(WrittenKey.uniform(name), name);
					boolean distinct = first == null || first.equals(name);
					List<SourceNode> known = entries.getOrDefault(name, new ArrayList<>());
					known.add(child);
					this.problems.provenance().add(map.entry(name), known);
					if (distinct) {
						entries.put(name, known);
						check(map.entry(name), child.key());
					}
					else {
						refuse(map.entry(name), first);
					}
				}
			}
		}
		return entries;
	}

	private void refuse(PropertyPath entry, String first) {
		this.problems.addInvalid(entry, null, new Violation(
				"must differ from '%s' by more than dashes and case".formatted(first), "Rename one of them"));
	}

	private void check(PropertyPath entry, WrittenKey key) {
		String name = key.text();
		if (!VALID.matcher(name).matches()) {
			this.problems.add(entry, null,
					"must have a name of lower-case letters, digits and inner dashes, '%s' is none".formatted(name),
					"Rename it and the references to it, to '%s' for example".formatted(suggestion(name)));
		}
		else if (key.bracketed()) {
			this.problems.add(entry, null, "must have a name that is a string", "Quote the name");
		}
	}

	private static String suggestion(String name) {
		String plain = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return plain.isEmpty() ? "main" : plain;
	}

}
