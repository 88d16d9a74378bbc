package io.microgate.configuration;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.DurationText;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Range;
import io.microgate.constraint.Re2;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.constraint.Violation;
import io.microgate.match.CidrRange;
import io.microgate.match.Re2Expression;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an annotation that constrains a single value or a list.
 */
final class Constraint {

	/** Far above what any field allows, so that a huge text costs no compilation. */
	private static final int MAX_EXPRESSION = 4096;

	static final String RE2_RULE = "must be a regular expression in RE2 syntax";

	static final String RE2_CURE = "Use RE2 syntax, which has neither look-around nor back-references";

	private final Annotation annotation;

	private final java.util.regex.@Nullable Pattern pattern;

	private Constraint(Annotation annotation) {
		this.annotation = annotation;
		this.pattern = (annotation instanceof Pattern expression) ? java.util.regex.Pattern.compile(expression.value())
				: null;
	}

	/**
	 * Reads the constraints of a component or element.
	 * @param annotated its type
	 * @return the constraints, the size first because others mean little without it
	 */
	static List<Constraint> of(AnnotatedElement annotated) {
		List<Constraint> constraints = new ArrayList<>();
		for (Annotation annotation : annotated.getAnnotations()) {
			if (annotation.annotationType().getPackage().equals(Size.class.getPackage())) {
				constraints.add((annotation instanceof Size) ? 0 : constraints.size(), new Constraint(annotation));
			}
		}
		return List.copyOf(constraints);
	}

	Annotation annotation() {
		return this.annotation;
	}

	/**
	 * Holds a value against the constraint.
	 * @param value the value
	 * @return how it breaks the constraint, {@code null} if it does not
	 */
	@Nullable Violation check(Object value) {
		if (this.annotation instanceof Size size) {
			return check(size, value);
		}
		if (this.annotation instanceof Range range) {
			return check(range, (Integer) value);
		}
		if (this.annotation instanceof UniqueItems) {
			List<?> items = (List<?>) value;
			return (new HashSet<>(items).size() == items.size()) ? null
					: new Violation("must not have an item twice", "Remove the repeated items");
		}
		return checkText(value.toString());
	}

	private @Nullable Violation checkText(String text) {
		if (this.annotation instanceof AnyOf anyOf) {
			return check(anyOf, text);
		}
		if (this.annotation instanceof Pattern expression) {
			boolean matches = this.pattern != null && this.pattern.matcher(text).matches();
			return matches ? null : new Violation(expression.rule(), "Correct the value");
		}
		if (this.annotation instanceof GoDuration) {
			return isDuration(text) ? null
					: new Violation("must be a duration greater than 0 with a unit, such as 500ms, 10s or 1h30m",
							"Write a number and a unit, such as 10s");
		}
		if (this.annotation instanceof Cidr) {
			return isRange(text) ? null : new Violation("must be a CIDR range such as 10.0.0.0/8 or 2001:db8::/32",
					"Add the length of the prefix, for a single address /32 (IPv4) or /128 (IPv6)");
		}
		if (this.annotation instanceof Re2) {
			return (text.length() > MAX_EXPRESSION || Re2Expression.isValid(text)) ? null
					: new Violation(RE2_RULE, RE2_CURE);
		}
		throw new IllegalStateException("No check for " + this.annotation);
	}

	private static @Nullable Violation check(Size limits, Object value) {
		boolean text = value instanceof String;
		int size = (value instanceof String string) ? string.codePointCount(0, string.length())
				: ((List<?>) value).size();
		if (size >= limits.min() && size <= limits.max()) {
			return null;
		}
		String rule = (limits.max() == Integer.MAX_VALUE) ? "must not be empty"
				: "must have %d to %d %s".formatted(limits.min(), limits.max(), text ? "characters" : "items");
		return new Violation(rule, (size == 0) ? "Fill it, or remove the key" : "Bring it to the required size");
	}

	private static @Nullable Violation check(Range limits, int value) {
		if (value < limits.min()) {
			return new Violation("must be greater than or equal to " + limits.min(), "Correct the value");
		}
		return (value <= limits.max()) ? null
				: new Violation("must be less than or equal to " + limits.max(), "Correct the value");
	}

	private static @Nullable Violation check(AnyOf anyOf, String text) {
		List<String> values = Arrays.asList(anyOf.value());
		if (values.contains(text)) {
			return null;
		}
		String meant = RelaxedName.nearest(text, values);
		String cure = (meant != null) ? "Did you mean '%s'?".formatted(meant) : "Write one of these values";
		if (text.matches("(?i)HS[0-9]+|none")) {
			cure = "Let the issuer sign with one of these; HMAC and unsigned tokens are not supported, because a server"
					+ " that can verify HMAC can sign as well";
		}
		return new Violation("must be one of " + values, cure);
	}

	private static boolean isDuration(String text) {
		try {
			return DurationText.parse(text).compareTo(Duration.ZERO) > 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isRange(String text) {
		try {
			CidrRange.parse(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
