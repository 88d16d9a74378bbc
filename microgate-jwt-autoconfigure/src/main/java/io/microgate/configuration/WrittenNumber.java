package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Reads the number of a field whose format is {@code int32}.
 */
final class WrittenNumber {

	private WrittenNumber() {
	}

	/**
	 * Reads a number.
	 * @param text the text
	 * @return the number, {@code null} if the text is none or it does not fit
	 */
	static @Nullable Integer parse(String text) {
		if (!text.matches("-?[0-9]{1,10}")) {
			return null;
		}
		long number = Long.parseLong(text);
		return (number == (int) number) ? (int) number : null;
	}

}
