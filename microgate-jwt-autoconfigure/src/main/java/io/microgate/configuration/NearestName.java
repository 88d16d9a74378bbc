package io.microgate.configuration;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant.
 */
final class NearestName {

	private static final int MAX_LENGTH = 64;

	private NearestName() {
	}

	/**
	 * Finds the closest of some names other than the written one.
	 * @param written what was written
	 * @param known names that exist
	 * @return the closest name, or {@code null} when none is close enough to be meant
	 */
	static @Nullable String find(String written, Collection<String> known) {
		String nearest = null;
		int least = Math.max(1, Math.min(written.length(), MAX_LENGTH) / 3) + 1;
		for (String candidate : known) {
			int distance = written.equals(candidate) ? Integer.MAX_VALUE
					: distance(WrittenKey.uniform(written), WrittenKey.uniform(candidate));
			if (distance < least) {
				least = distance;
				nearest = candidate;
			}
		}
		return nearest;
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
