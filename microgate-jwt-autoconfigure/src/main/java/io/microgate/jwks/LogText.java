package io.microgate.jwks;

/**
 * Makes text of foreign origin fit for a log line: short, and printable ASCII only.
 */
final class LogText {

	private static final int MAX_LENGTH = 64;

	private LogText() {
	}

	static String of(String text) {
		StringBuilder printable = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
			char character = text.charAt(i);
			if (character >= ' ' && character <= '~' && character != '\\' && character != '\'') {
				printable.append(character);
			}
			else {
				printable.append(String.format("\\u%04x", (int) character));
			}
		}
		return printable.append((text.length() > MAX_LENGTH) ? "..." : "").toString();
	}

}
