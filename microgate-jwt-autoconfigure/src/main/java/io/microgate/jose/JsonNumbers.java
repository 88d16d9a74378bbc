package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;

import tools.jackson.core.io.NumberInput;

/**
 * Converts the text of JSON numbers (RFC 8259 section 6).
 */
final class JsonNumbers {

	private static final int MAX_EXPONENT_DIGITS = 9;

	private static final int MAX_EXPONENT = 999_999_999;

	private JsonNumbers() {
	}

	static boolean isInteger(String number) {
		return number.indexOf('.') < 0 && exponentIndex(number) < 0;
	}

	static BigInteger integer(String number) {
		return NumberInput.parseBigInteger(number, true);
	}

	/**
	 * An exponent beyond what {@link BigDecimal} holds is still a finite JSON number, so
	 * it is cut: no check can tell the difference.
	 */
	static BigDecimal decimal(String number) {
		int end = exponentIndex(number);
		if (end < 0) {
			return NumberInput.parseBigDecimal(number, true);
		}
		BigDecimal mantissa = NumberInput.parseBigDecimal(number.substring(0, end), true);
		return mantissa.scaleByPowerOfTen(exponent(number, end));
	}

	/** Where the exponent starts, -1 when there is none. */
	static int exponentIndex(String number) {
		return Math.max(number.indexOf('e'), number.indexOf('E'));
	}

	static int exponent(String number, int index) {
		char sign = number.charAt(index + 1);
		String digits = withoutLeadingZeros(number.substring((sign == '-' || sign == '+') ? index + 2 : index + 1));
		int power = (digits.length() > MAX_EXPONENT_DIGITS) ? MAX_EXPONENT
				: Integer.parseInt(digits.isEmpty() ? "0" : digits);
		return (sign == '-') ? -power : power;
	}

	static String withoutLeadingZeros(String digits) {
		int first = 0;
		while (first < digits.length() && digits.charAt(first) == '0') {
			first++;
		}
		return digits.substring(first);
	}

}
