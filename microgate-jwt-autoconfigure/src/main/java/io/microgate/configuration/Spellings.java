package io.microgate.configuration;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds keys that a source spells in two ways. Relaxed binding merges such keys, so that
 * {@code policies} and {@code Policies} would become one list that no file contains.
 */
final class Spellings {

	private final Problems problems;

	private final Map<Key, WrittenKey> firsts = new HashMap<>();

	Spellings(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Reports a key that the same source has spelled in another way before.
	 * @param path the place that the key leads to
	 * @param key the key as written
	 * @param property the property that has the key in its name
	 */
	void check(PropertyPath path, WrittenKey key, SourceProperty property) {
		WrittenKey first = this.firsts.putIfAbsent(new Key(path, property.source()), key);
		if (first == null || first.text().equals(key.text())) {
			return;
		}
		this.problems.report(path,
				new Problem(path.text(), null, "must be set once, but is set in two spellings",
						"Keep one of '%s' and '%s' and remove the other".formatted(first.text(), key.text()),
						property.located() ? property.origin() : null));
		this.problems.damage().spoil(path);
	}

	/**
	 * A place in a source.
	 *
	 * @param path the place
	 * @param source rank of the source
	 */
	private record Key(PropertyPath path, int source) {
	}

}
