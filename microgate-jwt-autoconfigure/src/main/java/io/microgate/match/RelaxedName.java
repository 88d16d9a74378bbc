package io.microgate.match;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Compares names as relaxed binding does, and finds the one that was probably meant.
 */
public final class RelaxedName {

	private static final int MAX_LENGTH = 64;

	private static final int MAX_NAMES = 20;

	private RelaxedName() {
	}

	/**
	 * Writes a name in the form in which relaxed binding compares names.
	 * @param name a name in any spelling
	 * @return the name without dashes and underscores, in lower case
	 */
	public static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds the closest of some names other than the written one.
	 * @param written what was written
	 * @param known names that exist
	 * @return the closest name, or {@code null} when none is close enough to be meant
	 */
	public static @Nullable String nearest(String written, Collection<String> known) {
		String nearest = null;
		int least = Math.max(1, Math.min(written.length(), MAX_LENGTH) / 3) + 1;
		for (String candidate : known) {
			int distance = written.equals(candidate) ? Integer.MAX_VALUE
					: distance(uniform(written), uniform(candidate));
			if (distance < least) {
				least = distance;
				nearest = candidate;
			}
		}
		return nearest;
	}

	/**
	 * Compares two names that differ.
	 * @param written what was written
	 * @param name a name that exists
	 * @return whether one letter makes the difference
	 */
	public static boolean isOneLetterOff(String written, String name) {
		return distance(uniform(written), uniform(name)) <= 1;
	}

	/**
	 * Says what to do about a key that an object does not have.
	 * @param meant the key that was probably meant, {@code null} if none is near
	 * @param known keys that the object may have
	 * @return the cure
	 */
	public static String cureForKey(@Nullable String meant, Collection<String> known) {
		if (meant != null) {
			return "Did you mean '%s'?".formatted(meant);
		}
		return known.isEmpty() ? "Remove it, nothing but {} may stand here"
				: "Remove it, known here: " + String.join(", ", known);
	}

	/**
	 * Says what to do about a reference to something that does not exist.
	 * @param written the reference
	 * @param known names that exist
	 * @return the cure
	 */
	public static String cureForReference(String written, Collection<String> known) {
		String meant = nearest(written, known);
		List<String> sorted = known.stream().sorted().limit(MAX_NAMES).toList();
		String names = known.isEmpty() ? "none"
				: String.join(", ", sorted) + ((known.size() > MAX_NAMES) ? ", ..." : "");
		return ((meant != null) ? "Did you mean '%s'? ".formatted(meant) : "Name one that exists. ") + "Known: "
				+ names;
	}

	/**
	 * Levenshtein's distance: insertions, deletions and replacements.
	 */
	private static int distance(String left, String right) {
		if (left.length() > MAX_LENGTH || right.length() > MAX_LENGTH) {
			return Integer.MAX_VALUE;
		}
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = previous[j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
