package io.microgate.constraint;

import java.time.Duration;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link GoDuration} and holds it against zero.
 */
final class GoDurationValidator implements ConstraintValidator<GoDuration, CharSequence> {

	@Override
	public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
		if (text == null) {
			return true;
		}
		try {
			return DurationText.parse(text.toString()).compareTo(Duration.ZERO) > 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
