package io.microgate.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts the components that {@link AtLeastOneOf} names.
 */
final class AtLeastOneOfValidator implements ConstraintValidator<AtLeastOneOf, Object> {

	private String[] names = {};

	@Override
	public void initialize(AtLeastOneOf constraint) {
		this.names = constraint.value();
	}

	@Override
	public boolean isValid(@Nullable Object spec, ConstraintValidatorContext context) {
		return spec == null || SetComponents.of(spec, this.names).size() >= 1;
	}

}
