package io.microgate.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import io.microgate.jose.LongNumber;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of claims, and values that claims should have, as short JSON.
 */
final class ClaimValueText {

	private static final int MAX_LENGTH = 256;

	private static final int MAX_ELEMENTS = 16;

	private ClaimValueText() {
	}

	/**
	 * Writes the value of a claim.
	 * @param value any value
	 * @return JSON, shortened if it is long
	 */
	static String write(@Nullable Object value) {
		if (value instanceof Map<?, ?>) {
			return "{...}";
		}
		if (value instanceof Collection<?> elements) {
			String more = (elements.size() > MAX_ELEMENTS) ? ",...]" : "]";
			return elements.stream()
				.limit(MAX_ELEMENTS)
				.map((element) -> (element instanceof Collection<?>) ? "[...]" : write(element))
				.collect(Collectors.joining(",", "[", more));
		}
		if (value == null || value instanceof Boolean) {
			return String.valueOf(value);
		}
		if (value instanceof LongNumber) {
			return "a number of many digits";
		}
		return (value instanceof Number) ? shorten(value.toString()) : quote(shorten(value.toString()));
	}

	private static String shorten(String text) {
		return (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
	}

	/**
	 * Writes a string.
	 * @param text any text
	 * @return a JSON string of visible characters
	 */
	static String quote(String text) {
		StringBuilder json = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ' || (character >= 0x7f && character < 0xa0) || isInvisible(character)) {
				json.append("\\u%04x".formatted((int) character));
			}
			else {
				json.append(character);
			}
		}
		return json.append('"').toString();
	}

	/** Also what changes the direction of the text around it. */
	private static boolean isInvisible(char character) {
		int type = Character.getType(character);
		return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
				|| type == Character.SURROGATE;
	}

}
