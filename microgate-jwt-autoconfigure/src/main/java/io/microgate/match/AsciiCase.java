package io.microgate.match;

/**
 * Compares and lower-cases strings by the 26 ASCII letters only, so that a Kelvin sign
 * does not equal a {@code k}.
 */
public final class AsciiCase {

	private AsciiCase() {
	}

	/**
	 * Replaces the ASCII upper-case letters of a string.
	 * @param text any text
	 * @return the text itself when there is nothing to replace
	 */
	public static String lower(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (lower(text.charAt(i)) != text.charAt(i)) {
				return lowerFrom(text, i);
			}
		}
		return text;
	}

	static boolean equal(String text, String other) {
		return text.length() == other.length() && equalAt(text, 0, other);
	}

	static boolean startsWith(String text, String prefix) {
		return equalAt(text, 0, prefix);
	}

	static boolean endsWith(String text, String suffix) {
		return equalAt(text, text.length() - suffix.length(), suffix);
	}

	static boolean contains(String text, String part) {
		return lower(text).contains(lower(part));
	}

	private static boolean equalAt(String text, int start, String part) {
		if (start < 0 || start + part.length() > text.length()) {
			return false;
		}
		for (int i = 0; i < part.length(); i++) {
			if (lower(text.charAt(start + i)) != lower(part.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static String lowerFrom(String text, int start) {
		char[] chars = text.toCharArray();
		for (int i = start; i < chars.length; i++) {
			chars[i] = lower(chars[i]);
		}
		return new String(chars);
	}

	private static char lower(char letter) {
		return (letter >= 'A' && letter <= 'Z') ? (char) (letter + ('a' - 'A')) : letter;
	}

}
