package io.microgate.match;

import org.jspecify.annotations.Nullable;

/**
 * The position in the text of a regular expression, and what RE2 reads there by itself:
 * escapes of one character and counts.
 */
final class RegexCursor {

	/** More digits are no count. */
	private static final int MAX_DIGITS = 8;

	private static final int HEXADECIMAL = 16;

	private static final int OCTAL = 8;

	private final String text;

	private int index;

	RegexCursor(String text) {
		this.text = text;
	}

	boolean hasMore() {
		return this.index < this.text.length();
	}

	boolean isAt(char c) {
		return hasMore() && this.text.charAt(this.index) == c;
	}

	boolean isAt(String part) {
		return this.text.startsWith(part, this.index);
	}

	boolean skip(String part) {
		boolean found = isAt(part);
		this.index += found ? part.length() : 0;
		return found;
	}

	int next() {
		if (!hasMore()) {
			throw fault("an end where more is expected");
		}
		int codePoint = this.text.codePointAt(this.index);
		this.index += Character.charCount(codePoint);
		return codePoint;
	}

	/** Skips a character and all before, and returns what is before. */
	String skipBehind(char c) {
		int end = this.text.indexOf(c, this.index);
		if (end < 0) {
			throw fault("a '%s' that is missing".formatted(c));
		}
		String before = this.text.substring(this.index, end);
		this.index = end + 1;
		return before;
	}

	/** Whether a part begins here or later. */
	boolean hasAhead(String part) {
		return this.text.indexOf(part, this.index) >= 0;
	}

	IllegalArgumentException fault(String what) {
		return new IllegalArgumentException("%s at position %d".formatted(what, this.index));
	}

	/**
	 * Reads counts in braces.
	 * @return lower and upper bound, or {@code null} if the brace stands for itself
	 */
	int @Nullable [] counts() {
		int start = this.index;
		skip("{");
		int min = number();
		boolean range = skip(",");
		boolean unbounded = range && isAt('}');
		int max = (range && !unbounded) ? number() : min;
		if (min < 0 || max < 0 || !skip("}")) {
			this.index = start;
			return null;
		}
		return new int[] { min, unbounded ? RegexNode.Repetition.UNBOUNDED : max };
	}

	/** A number without leading zeros, -1 if there is none. */
	private int number() {
		int start = this.index;
		while (hasMore() && this.text.charAt(this.index) >= '0' && this.text.charAt(this.index) <= '9') {
			this.index++;
		}
		String digits = this.text.substring(start, this.index);
		if (digits.isEmpty() || (digits.length() > 1 && digits.startsWith("0"))) {
			return -1;
		}
		return (digits.length() > MAX_DIGITS) ? Integer.MAX_VALUE : Integer.parseInt(digits);
	}

	/** Reads a backslash and the character that it stands for. */
	int escape() {
		skip("\\");
		int c = next();
		if (c >= '0' && c <= '7') {
			return octal(c - '0');
		}
		return switch (c) {
			case 'x' -> hexadecimal();
			case 'a' -> '\u0007';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'v' -> '\u000b';
			default -> {
				if (c < 0x80 && Character.isLetterOrDigit(c)) {
					throw fault("an escape that RE2 does not have");
				}
				yield c;
			}
		};
	}

	private int octal(int first) {
		int value = first;
		for (int i = 1; i < 3 && hasMore(); i++) {
			int digit = Character.digit(this.text.charAt(this.index), OCTAL);
			if (digit < 0 || this.text.charAt(this.index) > '7') {
				break;
			}
			value = value * OCTAL + digit;
			this.index++;
		}
		return value;
	}

	private int hexadecimal() {
		String digits = skip("{") ? skipBehind('}') : "" + (char) next() + (char) next();
		try {
			int value = Integer.parseInt(digits, HEXADECIMAL);
			if (value >= 0 && value <= Character.MAX_CODE_POINT && digits.charAt(0) != '+') {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// as below
		}
		throw fault("a hexadecimal escape that is no character");
	}

}
