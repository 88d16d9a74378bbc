package io.microgate.configuration;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;

import org.springframework.beans.BeanUtils;

/**
 * Instantiates validators that are not public, which Hibernate Validator does not.
 */
final class AccessibleValidators implements ConstraintValidatorFactory {

	@Override
	public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
		return BeanUtils.instantiateClass(type);
	}

	@Override
	public void releaseInstance(ConstraintValidator<?, ?> instance) {
		// Validators hold nothing
	}

}
