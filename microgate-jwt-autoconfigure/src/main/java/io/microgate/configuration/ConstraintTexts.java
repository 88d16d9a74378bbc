package io.microgate.configuration;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.SetComponents;
import io.microgate.match.Cidr;
import io.microgate.match.Re2;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * Words for a broken constraint: what is required and what to do.
 */
final class ConstraintTexts {

	private static final Map<Class<? extends Annotation>, String> CURES = Map.of(UniqueElements.class,
			"Remove the repeated items", GoDuration.class, "Write a number and a unit, such as 10s", Cidr.class,
			"Add the length of the prefix, for a single address /32 (IPv4) or /128 (IPv6)", Re2.class,
			"Use RE2 syntax, which has neither look-around nor back-references", AtLeastOneOf.class,
			"Add one of them, or remove the object");

	private ConstraintTexts() {
	}

	/**
	 * Whether a constraint makes others on the same value pointless.
	 * @param constraint the constraint
	 * @return whether it is reported before others
	 */
	static boolean isFundamental(Annotation constraint) {
		return constraint instanceof Size;
	}

	static String rule(ConstraintViolation<?> violation) {
		Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
		if (constraint instanceof Size size) {
			String unit = (violation.getInvalidValue() instanceof CharSequence) ? "characters" : "items";
			return (size.max() == Integer.MAX_VALUE) ? "must not be empty"
					: "must have %d to %d %s".formatted(size.min(), size.max(), unit);
		}
		return (constraint instanceof UniqueElements) ? "must not have an item twice" : violation.getMessage();
	}

	static String cure(ConstraintViolation<?> violation) {
		Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
		Object value = violation.getInvalidValue();
		if (constraint instanceof Size) {
			return isEmpty(value) ? "Fill it, or remove the key" : "Bring it to the required size";
		}
		if (constraint instanceof AnyOf && String.valueOf(value).matches("(?i)HS[0-9]+|none")) {
			return "Let the issuer sign with one of these; HMAC and unsigned tokens are not supported, because who can "
					+ "verify HMAC can sign as well";
		}
		if (constraint instanceof AnyOf anyOf) {
			String meant = NearestName.find(String.valueOf(value), Arrays.asList(anyOf.value()));
			return (meant != null) ? "Did you mean '%s'?".formatted(meant) : "Write one of these values";
		}
		if (constraint instanceof ExactlyOneOf one) {
			return cure(SetComponents.of(value, one.value()));
		}
		if (constraint instanceof AtMostOneOf one) {
			return cure(SetComponents.of(value, one.value()));
		}
		return CURES.getOrDefault(constraint.annotationType(), "Correct the value");
	}

	private static String cure(List<String> set) {
		return set.isEmpty() ? "Add one of them" : "Keep one of " + String.join(", ", set) + " and remove the rest";
	}

	private static boolean isEmpty(Object value) {
		return (value instanceof CharSequence text && text.isEmpty())
				|| (value instanceof List<?> list && list.isEmpty());
	}

}
