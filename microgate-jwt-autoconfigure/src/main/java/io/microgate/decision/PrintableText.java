package io.microgate.decision;

/**
 * Makes text of a client fit for one line of a log: short, and without a character that
 * breaks the line or changes how the rest of it is displayed.
 */
public final class PrintableText {

	private static final int MAX_LENGTH = 256;

	private PrintableText() {
	}

	/**
	 * Escapes and shortens text.
	 * @param text the text
	 * @return the text, with escapes as in Java in place of characters that are not
	 * printable, and with {@code ...} in place of what is longer than 256 characters
	 */
	public static String of(String text) {
		return (text.length() > MAX_LENGTH) ? escape(text.substring(0, MAX_LENGTH)) + "..." : escape(text);
	}

	/**
	 * Escapes text of the configuration, which is not shortened.
	 * @param text the text
	 * @return the text, with escapes as in Java in place of characters that are not
	 * printable
	 */
	public static String escape(String text) {
		StringBuilder printable = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (isPrintable(c)) {
				printable.append(c);
			}
			else {
				printable.append("\\u%04x".formatted((int) c));
			}
		}
		return printable.toString();
	}

	/** Characters of two units are escaped: some of them are not visible either. */
	private static boolean isPrintable(char c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
