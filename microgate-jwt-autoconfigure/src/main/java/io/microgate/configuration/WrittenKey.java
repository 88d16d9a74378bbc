package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of a property name as a source writes it. Boot's own names drop characters
 * that they do not know, so that {@code slash/key} becomes {@code slashkey}; here nothing
 * is lost.
 *
 * @param text the part without separators
 * @param bracketed whether it is in brackets
 */
record WrittenKey(String text, boolean bracketed) {

	static List<WrittenKey> parse(String propertyName) {
		List<WrittenKey> keys = new ArrayList<>();
		int start = 0;
		while (start < propertyName.length()) {
			boolean bracketed = propertyName.charAt(start) == '[' && propertyName.indexOf(']', start) > 0;
			int end = bracketed ? propertyName.indexOf(']', start) : endOfPlain(propertyName, start);
			keys.add(new WrittenKey(propertyName.substring(bracketed ? start + 1 : start, end), bracketed));
			start = bracketed ? end + 1 : end;
			if (start < propertyName.length() && propertyName.charAt(start) == '.') {
				start++;
			}
		}
		return keys;
	}

	private static int endOfPlain(String propertyName, int start) {
		int end = start;
		while (end < propertyName.length() && propertyName.charAt(end) != '.'
				&& (propertyName.charAt(end) != '[' || end == start)) {
			end++;
		}
		return end;
	}

	/** The field of an object in a manifest, in brackets if it would be misread. */
	static WrittenKey ofField(String name) {
		return new WrittenKey(name, !isPlain(name));
	}

	static WrittenKey ofIndex(int index) {
		return new WrittenKey(String.valueOf(index), true);
	}

	/** Whether the key has nothing but letters, digits, dashes and underscores. */
	boolean isPlain() {
		return !this.bracketed && isPlain(this.text);
	}

	static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && !isDigit(c) && c != '-' && c != '_') {
				return false;
			}
		}
		return !text.isEmpty();
	}

	/**
	 * Whether this is the position of a list element.
	 * @return whether {@link #index()} may be asked
	 */
	boolean isIndex() {
		if (!this.bracketed || this.text.isEmpty() || this.text.length() >= 10) {
			return false;
		}
		for (int i = 0; i < this.text.length(); i++) {
			if (!isDigit(this.text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	int index() {
		return Integer.parseInt(this.text);
	}

}
