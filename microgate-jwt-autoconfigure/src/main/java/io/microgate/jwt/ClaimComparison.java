package io.microgate.jwt;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of comparing the value of a claim as text: a string as it is, a boolean as
 * {@code true} or {@code false}, a number as plain decimal, and of an array of these any
 * element.
 */
public enum ClaimComparison {

	/** The value matches, or an element of it does. */
	MATCHES,

	/** The value does not match. */
	DIFFERS,

	/**
	 * The value has no text: an object, an array with anything but strings, booleans and
	 * numbers in it, or a number that would be too long.
	 */
	NOT_COMPARABLE;

	/**
	 * Compares the value of a claim.
	 * @param claim the value, not {@code null} in the token
	 * @param test what its text has to pass
	 * @return the outcome
	 */
	public static ClaimComparison of(Object claim, Predicate<String> test) {
		return (claim instanceof Collection<?> elements) ? ofElements(elements, test) : ofPrimitive(claim, test);
	}

	private static ClaimComparison ofElements(Collection<?> elements, Predicate<String> test) {
		ClaimComparison any = DIFFERS;
		for (Object element : elements) {
			if (!isPrimitive(element)) {
				return NOT_COMPARABLE;
			}
			ClaimComparison comparison = ofPrimitive(element, test);
			any = (any == MATCHES || comparison == DIFFERS) ? any : comparison;
		}
		return any;
	}

	private static ClaimComparison ofPrimitive(Object claim, Predicate<String> test) {
		String text = text(claim);
		if (text == null) {
			return NOT_COMPARABLE;
		}
		return test.test(text) ? MATCHES : DIFFERS;
	}

	private static boolean isPrimitive(@Nullable Object value) {
		return value instanceof String || value instanceof Boolean || value instanceof Number
				|| value instanceof Instant;
	}

	/**
	 * Writes the value of a claim as it is compared.
	 * @param claim the value
	 * @return the text, {@code null} if the value is no string, boolean or number, or a
	 * number that would be too long
	 */
	public static @Nullable String text(Object claim) {
		if (claim instanceof Number number) {
			return PlainNumber.write(number);
		}
		if (claim instanceof Instant instant) {
			return PlainNumber.write(instant);
		}
		return isPrimitive(claim) ? claim.toString() : null;
	}

}
