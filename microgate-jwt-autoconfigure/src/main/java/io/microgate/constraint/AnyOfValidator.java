package io.microgate.constraint;

import java.util.Set;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks a text up in the values of {@link AnyOf}.
 */
final class AnyOfValidator implements ConstraintValidator<AnyOf, CharSequence> {

	private Set<String> values = Set.of();

	@Override
	public void initialize(AnyOf constraint) {
		this.values = Set.of(constraint.value());
	}

	@Override
	public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
		return text == null || this.values.contains(text.toString());
	}

}
