package io.microgate.configuration;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Counts the length of a text in code points, as the API server does.
 */
final class CodePointLengthValidator implements ConstraintValidator<Size, String> {

	private int min;

	private int max;

	@Override
	public void initialize(Size size) {
		this.min = size.min();
		this.max = size.max();
	}

	@Override
	public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
		if (text == null) {
			return true;
		}
		int length = text.codePointCount(0, text.length());
		return length >= this.min && length <= this.max;
	}

}
