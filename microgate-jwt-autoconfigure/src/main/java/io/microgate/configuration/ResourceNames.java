package io.microgate.configuration;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.constraint.Violation;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names of resources and of other entries of maps. Boot merges entries whose
 * names differ only by dashes or case, so such names must not meet.
 */
final class ResourceNames {

	private static final Pattern VALID = Pattern.compile(SpecSchema.RESOURCE_NAME);

	private final Problems problems;

	ResourceNames(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Sorts what sources write below a map by the name of the resource.
	 * @param map the map
	 * @return elements by name, those left out that cannot be told from others
	 */
	Map<String, ConfigurationElement> entries(ConfigurationElement map) {
		Map<String, ConfigurationElement> entries = new LinkedHashMap<>();
		Map<String, String> firstNames = new HashMap<>();
		for (SourceNode node : map.nodes()) {
			for (SourceNode child : node.children()) {
				if (!child.key().isIndex()) {
					String name = child.key().text();
					String first = firstNames.putIfAbsent(RelaxedName.uniform(name), name);
					ConfigurationElement known = entries.get(name);
					ConfigurationElement entry = (known != null) ? known
							: this.problems.provenance().add(map.path().entry(name));
					entry.nodes().add(child);
					if (isMisplaced(entry.path(), node, child)) {
						refuseMisplaced(entry.path(), node);
					}
					else if (!entry.path().isResource() && !isWhole(child.key())) {
						refusePartOfName(entry.path());
					}
					else if (first == null || first.equals(name)) {
						entries.put(name, entry);
						if (entry.path().isResource()) {
							check(entry.path(), child.key());
						}
					}
					else {
						this.problems.addInvalid(entry.path(), null,
								new Violation("must differ from '%s' by more than dashes and case".formatted(first),
										"Rename one of them"));
					}
				}
			}
		}
		return entries;
	}

	/**
	 * Whether an entry has the name of a key that belongs into an entry, and either
	 * cannot be a name or follows an entry that has nothing below it.
	 */
	private static boolean isMisplaced(PropertyPath entry, SourceNode map, SourceNode node) {
		return entry.schema().kind() == SpecKind.OBJECT && node.dialect().find(entry, node.key()) != null
				&& !isNothing(node)
				&& ((entry.isResource() && !VALID.matcher(node.key().text()).matches()) || nameOfNothing(map) != null);
	}

	private static @Nullable String nameOfNothing(SourceNode map) {
		for (SourceNode node : map.children()) {
			if (isNothing(node)) {
				return node.key().text();
			}
		}
		return null;
	}

	private static boolean isNothing(SourceNode node) {
		return node.children().isEmpty() && node.value() != null && node.value().isNothing();
	}

	/** The entry that has nothing below it is no further problem. */
	private void refuseMisplaced(PropertyPath entry, SourceNode map) {
		String name = nameOfNothing(map);
		this.problems.addInvalid(entry, null,
				new Violation("is a key of an entry, but is written where its name belongs",
						"Indent it deeper, so that it is below "
								+ ((name != null) ? "'" + name + "'" : "the name of an entry")));
		PropertyPath parent = entry.parent();
		if (name != null && parent != null) {
			this.problems.invalidPaths().add(parent.entry(name));
		}
	}

	private void check(PropertyPath entry, WrittenKey key) {
		String name = key.text();
		if (!VALID.matcher(name).matches()) {
			this.problems.add(entry, null,
					"must have a name of lower-case letters, digits and inner dashes, not '%s'".formatted(name),
					"Rename it and the references to it, to '%s' for example".formatted(suggestion(name)));
		}
		else if (key.bracketed()) {
			this.problems.add(entry, null, "must have a name that is a string", "Quote the name");
		}
	}

	/** A name that is not a resource's may have any characters, within brackets. */
	private static boolean isWhole(WrittenKey key) {
		return key.bracketed() || key.isPlain();
	}

	private void refusePartOfName(PropertyPath entry) {
		this.problems.addInvalid(entry, null,
				new Violation(
						"must be a name in brackets, because it has other characters than letters, digits, - and _",
						"Write the whole name in brackets and quotes, such as \"[https://example.com/roles]\""));
	}

	private static String suggestion(String name) {
		String plain = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return plain.isEmpty() ? "main" : plain;
	}

}
