package io.microgate.match;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Parses a text that is marked {@link Cidr}.
 */
final class CidrValidator implements ConstraintValidator<Cidr, CharSequence> {

	@Override
	public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
		if (text == null) {
			return true;
		}
		try {
			CidrRange.parse(text.toString());
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
