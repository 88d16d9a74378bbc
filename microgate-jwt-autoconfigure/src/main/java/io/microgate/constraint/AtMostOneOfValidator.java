package io.microgate.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts the components that {@link AtMostOneOf} names.
 */
final class AtMostOneOfValidator implements ConstraintValidator<AtMostOneOf, Object> {

	private String[] names = {};

	@Override
	public void initialize(AtMostOneOf constraint) {
		this.names = constraint.value();
	}

	@Override
	public boolean isValid(@Nullable Object spec, ConstraintValidatorContext context) {
		return spec == null || SetComponents.of(spec, this.names).size() <= 1;
	}

}
