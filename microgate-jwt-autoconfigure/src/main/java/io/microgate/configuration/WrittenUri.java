package io.microgate.configuration;

/**
 * Leaves out of a URI what may be secret, also if it has placeholders with defaults.
 */
final class WrittenUri {

	private WrittenUri() {
	}

	/**
	 * Leaves out the user information. What may be a password counts as one, as in error
	 * messages, however wrong the rest is.
	 * @param text the URI
	 * @return the URI without what is before the last {@code @}
	 */
	static String withoutUser(String text) {
		int end = text.lastIndexOf('@');
		int start = authority(text, end);
		if (end < start) {
			return text;
		}
		String information = text.substring(start, end);
		if (information.indexOf(':') < 0 && information.indexOf('/') >= 0) {
			return text;
		}
		int open = openPlaceholders(information);
		String rest = text.substring(end + 1);
		for (int i = open; i > 0; i--) {
			rest = rest.replaceFirst("}", "");
		}
		return text.substring(0, start) + "}".repeat(Math.max(0, -open)) + rest;
	}

	/**
	 * Leaves out the query and the fragment.
	 * @param text the URI
	 * @return the URI with dots instead of them
	 */
	static String withoutQuery(String text) {
		int start = text.indexOf('?', Math.max(0, text.indexOf("//")));
		if (start < 0 || !text.contains("//")) {
			return text;
		}
		String before = text.substring(0, start);
		return before + "?..." + "}".repeat(Math.max(0, openPlaceholders(before)));
	}

	/** Without slashes it begins the text, or the default of a placeholder that does. */
	private static int authority(String text, int end) {
		int start = text.indexOf("//");
		if (start < 0 || start > end) {
			start = 0;
			while (text.startsWith("${", start) && text.indexOf(':', start) >= 0) {
				start = text.indexOf(':', start) + 1;
			}
		}
		while (start < text.length() && "/\\".indexOf(text.charAt(start)) >= 0) {
			start++;
		}
		return start;
	}

	/** Negative if placeholders end that have not begun. */
	private static int openPlaceholders(String text) {
		int open = 0;
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith("${", i)) {
				open++;
			}
			else if (text.charAt(i) == '}') {
				open--;
			}
		}
		return open;
	}

}
