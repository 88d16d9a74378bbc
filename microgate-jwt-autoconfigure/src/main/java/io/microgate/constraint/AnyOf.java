package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A text is one of a closed set: the enumerations of the CRs, bound as text.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AnyOfValidator.class)
public @interface AnyOf {

	/**
	 * The allowed values, compared exactly.
	 * @return the closed set of values
	 */
	String[] value();

	/**
	 * What is required, in one sentence without a full stop.
	 * @return the message
	 */
	String message() default "must be one of {value}";

	/**
	 * Bean Validation groups.
	 * @return the groups, unused
	 */
	Class<?>[] groups() default {};

	/**
	 * Bean Validation payload.
	 * @return the payload, unused
	 */
	Class<? extends Payload>[] payload() default {};

}
