package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads a NumericDate (RFC 7519 section 2): seconds since 1970, with a fraction or
 * without. Values beyond what an {@link Instant} holds saturate.
 */
public final class NumericDate {

	private static final int NANO_DIGITS = 9;

	private static final int MAX_DIGITS = 20;

	private static final double DIGITS_PER_BIT = 0.30103;

	private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

	private static final BigDecimal MIN_SECONDS = BigDecimal.valueOf(Instant.MIN.getEpochSecond());

	private NumericDate() {
	}

	/**
	 * Reads a claim that need not be a time.
	 * @param claim the value of the claim
	 * @return the time, {@code null} if the value is not a finite number
	 */
	public static @Nullable Instant read(@Nullable Object claim) {
		if (claim instanceof Double number) {
			return Double.isFinite(number) ? toInstant(BigDecimal.valueOf(number)) : null;
		}
		if (claim instanceof Integer number) {
			return toInstant(number.longValue());
		}
		return (claim instanceof Number number) ? toInstant(number) : null;
	}

	/**
	 * Converts a number.
	 * @param number a number that {@link StrictJson} has read
	 * @return the moment, the first or last one if the number is beyond
	 */
	public static Instant toInstant(Number number) {
		if (number instanceof Long seconds) {
			return toInstant(seconds.longValue());
		}
		if (number instanceof LongNumber digits) {
			return toInstant(digits.shortened());
		}
		return toInstant((number instanceof BigInteger integer) ? new BigDecimal(integer) : (BigDecimal) number);
	}

	private static Instant toInstant(long seconds) {
		if (seconds > Instant.MAX.getEpochSecond()) {
			return Instant.MAX;
		}
		return (seconds < Instant.MIN.getEpochSecond()) ? Instant.MIN : Instant.ofEpochSecond(seconds);
	}

	/**
	 * The magnitude is estimated first: written out, {@code 1e999999999} would fill the
	 * memory, and thousands of digits would cost time.
	 */
	private static Instant toInstant(BigDecimal seconds) {
		double digits = seconds.unscaledValue().bitLength() * DIGITS_PER_BIT - seconds.scale();
		if (seconds.signum() == 0 || digits < -MAX_DIGITS) {
			return Instant.EPOCH;
		}
		if (digits > MAX_DIGITS) {
			return last(seconds);
		}
		BigDecimal rounded = seconds.setScale(NANO_DIGITS, RoundingMode.FLOOR);
		if (rounded.compareTo(MAX_SECONDS) > 0 || rounded.compareTo(MIN_SECONDS) < 0) {
			return last(rounded);
		}
		BigDecimal wholeSeconds = rounded.setScale(0, RoundingMode.FLOOR);
		return Instant.ofEpochSecond(wholeSeconds.longValueExact(),
				rounded.subtract(wholeSeconds).movePointRight(NANO_DIGITS).longValueExact());
	}

	private static Instant last(BigDecimal seconds) {
		return (seconds.signum() > 0) ? Instant.MAX : Instant.MIN;
	}

}
