package io.microgate.test.token;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Converts values that tests use for claims to those that JSON has.
 */
final class JsonValue {

	private static final int NANO_DIGITS = 9;

	private JsonValue() {
	}

	/**
	 * Converts a value.
	 * @param value a string, number, boolean, time, list, set, array or map
	 * @return the value in JSON, a time as NumericDate (RFC 7519 section 2)
	 * @throws IllegalArgumentException if JSON has no such value
	 */
	static @Nullable Object of(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return seconds(instant);
		}
		if (value instanceof Date date) {
			return seconds(date.toInstant());
		}
		if (value instanceof Map<?, ?> members) {
			return of(members);
		}
		if (value instanceof Collection<?> elements) {
			return elements.stream().map(JsonValue::of).collect(ArrayList::new, List::add, List::addAll);
		}
		if (value != null && value.getClass().isArray()) {
			return ofArray(value);
		}
		if (value instanceof Number number && !Double.isFinite(number.doubleValue())
				&& (value instanceof Double || value instanceof Float)) {
			throw new IllegalArgumentException("A claim cannot be %s, which is no number of JSON.".formatted(value));
		}
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
			return value;
		}
		throw new IllegalArgumentException(
				"A claim cannot be a %s. Use a string, a number, a boolean, an instant, a list or a map."
					.formatted(value.getClass().getName()));
	}

	private static Map<String, @Nullable Object> of(Map<?, ?> members) {
		Map<String, @Nullable Object> converted = new LinkedHashMap<>();
		members.forEach((name, member) -> converted.put(String.valueOf(name), of(member)));
		return converted;
	}

	private static List<@Nullable Object> ofArray(Object array) {
		List<@Nullable Object> elements = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			elements.add(of(Array.get(array, i)));
		}
		return elements;
	}

	private static Number seconds(Instant time) {
		if (time.getNano() == 0) {
			return time.getEpochSecond();
		}
		return BigDecimal.valueOf(time.getEpochSecond())
			.add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS))
			.stripTrailingZeros();
	}

}
