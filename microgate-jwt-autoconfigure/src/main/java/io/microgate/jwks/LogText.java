package io.microgate.jwks;

/**
 * Makes text of foreign origin fit for a log line: short, and printable ASCII only.
 */
final class LogText {

	private static final int MAX_LENGTH = 64;

	static final int MAX_URI_LENGTH = 512;

	private LogText() {
	}

	static String of(String text) {
		return of(text, MAX_LENGTH);
	}

	static String of(String text, int maxLength) {
		StringBuilder printable = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), maxLength); i++) {
			char character = text.charAt(i);
			if (character >= ' ' && character <= '~' && character != '\\' && character != '\'') {
				printable.append(character);
			}
			else {
				printable.append(String.format("\\u%04x", (int) character));
			}
		}
		return printable.append((text.length() > maxLength) ? "..." : "").toString();
	}

}
