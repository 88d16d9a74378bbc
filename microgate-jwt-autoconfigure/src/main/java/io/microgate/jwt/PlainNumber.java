package io.microgate.jwt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Writes the number of a claim as plain decimal: no exponent, no trailing zeros, every
 * digit that counts. A number of more than {@value #MAX_DIGITS} digits is not written,
 * which is checked before it costs memory: {@code 1e999999999} is ten characters in a
 * token.
 */
final class PlainNumber {

	private static final int MAX_DIGITS = 100;

	private static final MathContext MAX_PRECISION = new MathContext(MAX_DIGITS, RoundingMode.DOWN);

	private PlainNumber() {
	}

	/**
	 * Writes a number.
	 * @param number a number of the JSON parser
	 * @return the text, or {@code null} when it would be too long or the number is not
	 * finite
	 */
	static @Nullable String write(Number number) {
		if (number instanceof Integer || number instanceof Long) {
			return number.toString();
		}
		if (number instanceof BigDecimal decimal) {
			return write(decimal);
		}
		if (number instanceof BigInteger integer) {
			return write(new BigDecimal(integer));
		}
		return (number instanceof Double real && Double.isFinite(real)) ? write(BigDecimal.valueOf(real)) : null;
	}

	/**
	 * Writes a time claim, which Spring Security keeps as an instant, as the number it
	 * was in the token.
	 * @param instant the time
	 * @return the seconds since 1970
	 */
	static @Nullable String write(Instant instant) {
		return write(BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
	}

	private static @Nullable String write(BigDecimal number) {
		if (number.signum() == 0) {
			return "0";
		}
		if ((long) number.precision() - number.scale() > MAX_DIGITS) {
			return null;
		}
		BigDecimal rounded = number.round(MAX_PRECISION);
		if (rounded.compareTo(number) != 0) {
			return null;
		}
		BigDecimal stripped = rounded.stripTrailingZeros();
		return (digits(stripped) > MAX_DIGITS) ? null : stripped.toPlainString();
	}

	private static long digits(BigDecimal number) {
		return Math.max(1L, (long) number.precision() - number.scale()) + Math.max(0L, number.scale());
	}

}
