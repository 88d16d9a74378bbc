package io.microgate.engine;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from elsewhere harmless to print: a terminal acts on control characters, and
 * some others hide or reorder what is around them.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * Writes a line so that each character of it shows.
	 * @param text the line
	 * @return the line, with escapes in the place of what does not show
	 */
	public static String of(@Nullable String text) {
		StringBuilder plain = new StringBuilder();
		String.valueOf(text).codePoints().forEach((character) -> {
			if (isVisible(character)) {
				plain.appendCodePoint(character);
			}
			else {
				plain.append((character > 0xffff) ? "\\u{%x}".formatted(character) : "\\u%04x".formatted(character));
			}
		});
		return plain.toString();
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
