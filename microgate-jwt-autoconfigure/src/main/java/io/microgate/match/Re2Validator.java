package io.microgate.match;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a regular expression that is marked {@link Re2}.
 */
final class Re2Validator implements ConstraintValidator<Re2, CharSequence> {

	/**
	 * Far above what any field allows, so that a huge text costs no compilation.
	 */
	private static final int MAX_LENGTH = 4096;

	@Override
	public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
		return text == null || text.length() > MAX_LENGTH || Re2Expression.isValid(text.toString());
	}

}
