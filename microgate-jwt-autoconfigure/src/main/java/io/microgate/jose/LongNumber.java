package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A number with so many digits that only a verified token is worth their conversion,
 * whose cost grows faster than their number.
 */
public final class LongNumber extends Number {

	/** Longer numbers are kept as text. */
	static final int MIN_LENGTH = 1000;

	private static final long serialVersionUID = 1L;

	private final String text;

	LongNumber(String text) {
		this.text = text;
	}

	/**
	 * A number that compares to all numbers of fewer digits as this one does: it has the
	 * leading digits, and one more that tells whether any of the others is not zero.
	 * @return the number
	 */
	public BigDecimal shortened() {
		int end = JsonNumbers.exponentIndex(this.text);
		String mantissa = this.text.substring(0, (end < 0) ? this.text.length() : end);
		int point = mantissa.indexOf('.');
		int fraction = (point < 0) ? 0 : mantissa.length() - point - 1;
		String digits = JsonNumbers.withoutLeadingZeros(mantissa.replace("-", "").replace(".", ""));
		int dropped = Math.max(0, digits.length() - MIN_LENGTH);
		String kept = digits.substring(0, digits.length() - dropped);
		boolean exact = JsonNumbers.withoutLeadingZeros(digits.substring(kept.length())).isEmpty();
		BigInteger unscaled = new BigInteger(kept.isEmpty() ? "0" : kept + (exact ? "0" : "1"));
		long scale = (long) fraction - dropped + 1 - ((end < 0) ? 0 : JsonNumbers.exponent(this.text, end));
		if (kept.isEmpty()) {
			return BigDecimal.ZERO;
		}
		return new BigDecimal((this.text.charAt(0) == '-') ? unscaled.negate() : unscaled, (int) scale);
	}

	/**
	 * Converts all digits.
	 * @return a {@link BigInteger} or a {@link BigDecimal}
	 */
	Number exact() {
		return JsonNumbers.isInteger(this.text) ? JsonNumbers.integer(this.text) : JsonNumbers.decimal(this.text);
	}

	/**
	 * Converts all numbers of an object that has been read without.
	 * @param members the object
	 * @return the object with exact numbers at any depth, the same one if it has none
	 * else
	 */
	public static Map<String, @Nullable Object> exact(Map<String, @Nullable Object> members) {
		return isAmong(members.values()) ? exactMembers(members) : members;
	}

	private static boolean isAmong(Iterable<?> values) {
		for (Object value : values) {
			if (!(value instanceof String) && isIn(value)) {
				return true;
			}
		}
		return false;
	}

	/** Most values are strings, and to check for an interface takes longer. */
	private static boolean isIn(@Nullable Object value) {
		return value instanceof LongNumber || (value instanceof Map<?, ?> members && isAmong(members.values()))
				|| (value instanceof List<?> elements && isAmong(elements));
	}

	private static Map<String, @Nullable Object> exactMembers(Map<?, ?> members) {
		Map<String, @Nullable Object> exact = new LinkedHashMap<>();
		members.forEach((name, value) -> exact.put((String) name, exactValue(value)));
		return Collections.unmodifiableMap(exact);
	}

	private static @Nullable Object exactValue(@Nullable Object value) {
		if (value instanceof LongNumber number) {
			return number.exact();
		}
		if (value instanceof Map<?, ?> members) {
			return exactMembers(members);
		}
		if (value instanceof List<?> elements) {
			List<@Nullable Object> exact = new ArrayList<>();
			elements.forEach((element) -> exact.add(exactValue(element)));
			return Collections.unmodifiableList(exact);
		}
		return value;
	}

	@Override
	public int intValue() {
		return shortened().intValue();
	}

	@Override
	public long longValue() {
		return shortened().longValue();
	}

	@Override
	public float floatValue() {
		return shortened().floatValue();
	}

	@Override
	public double doubleValue() {
		return shortened().doubleValue();
	}

	/** The digits are those of a token, which belong into no log line. */
	@Override
	public String toString() {
		return getClass().getSimpleName();
	}

}
