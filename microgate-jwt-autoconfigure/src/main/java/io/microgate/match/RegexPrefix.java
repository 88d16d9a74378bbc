package io.microgate.match;

/**
 * Finds the plain text that whatever matches a regular expression begins with, so that
 * most expressions need not be tried on most texts.
 */
public final class RegexPrefix {

	private RegexPrefix() {
	}

	/**
	 * Reads the text from an expression that counts case. Only what has one meaning in
	 * any expression is taken: letters, digits, slashes, dashes and underscores of ASCII.
	 * @param regex an RE2 expression, with or without a caret in front
	 * @return the text, empty when there is none
	 */
	public static String of(String regex) {
		int start = regex.startsWith("^") ? 1 : 0;
		int end = start;
		while (end < regex.length() && isPlain(regex.charAt(end))) {
			end++;
		}
		if (mayRepeat(regex, end)) {
			end--;
		}
		return (end <= start || hasAlternatives(regex)) ? "" : regex.substring(start, end);
	}

	/** Whether the character before is repeated, possibly behind something empty. */
	private static boolean mayRepeat(String regex, int index) {
		return (index < regex.length() && "*?+{".indexOf(regex.charAt(index)) >= 0) || regex.startsWith("(?", index)
				|| regex.startsWith("\\Q", index) || regex.startsWith("\\E", index);
	}

	/**
	 * Whether a bar may stand outside of all groups. Where it is not plain that a bracket
	 * is one, there may.
	 */
	private static boolean hasAlternatives(String regex) {
		if (regex.indexOf('|') < 0) {
			return false;
		}
		if (regex.contains("\\Q") || regex.indexOf('[') >= 0) {
			return true;
		}
		int depth = 0;
		for (int i = 0; i < regex.length(); i++) {
			char c = regex.charAt(i);
			i += (c == '\\') ? 1 : 0;
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (c == '|' && depth == 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPlain(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-'
				|| c == '_';
	}

}
