package io.microgate.jwt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Reads a NumericDate (RFC 7519 section 2): seconds since 1970, with a fraction or
 * without. Values beyond what an {@link Instant} holds saturate.
 */
final class NumericDate {

	private static final int NANO_DIGITS = 9;

	private static final int MAX_SECOND_DIGITS = 17;

	private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

	private static final BigDecimal MIN_SECONDS = BigDecimal.valueOf(Instant.MIN.getEpochSecond());

	private NumericDate() {
	}

	static Instant toInstant(Number number) {
		if (number instanceof Long seconds) {
			return toInstant(BigDecimal.valueOf(seconds));
		}
		return toInstant((number instanceof BigInteger integer) ? new BigDecimal(integer) : (BigDecimal) number);
	}

	/**
	 * The number of digits is looked at first: written out, {@code 1e999999999} would
	 * fill the memory.
	 */
	private static Instant toInstant(BigDecimal seconds) {
		long integerDigits = (long) seconds.precision() - seconds.scale();
		if (seconds.signum() != 0 && integerDigits > MAX_SECOND_DIGITS) {
			return (seconds.signum() > 0) ? Instant.MAX : Instant.MIN;
		}
		if (seconds.signum() == 0 || integerDigits < -NANO_DIGITS) {
			return Instant.EPOCH;
		}
		if (seconds.compareTo(MAX_SECONDS) > 0 || seconds.compareTo(MIN_SECONDS) < 0) {
			return (seconds.signum() > 0) ? Instant.MAX : Instant.MIN;
		}
		BigDecimal nanos = seconds.setScale(NANO_DIGITS, RoundingMode.FLOOR);
		BigDecimal wholeSeconds = nanos.setScale(0, RoundingMode.FLOOR);
		return Instant.ofEpochSecond(wholeSeconds.longValueExact(),
				nanos.subtract(wholeSeconds).movePointRight(NANO_DIGITS).longValueExact());
	}

}
