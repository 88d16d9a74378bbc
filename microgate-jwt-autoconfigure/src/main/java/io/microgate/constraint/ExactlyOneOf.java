package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Exactly one of the named components of a record is set: the one-of of the CRs.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ExactlyOneOfValidator.class)
public @interface ExactlyOneOf {

	/**
	 * The components that are counted.
	 * @return component names of the record
	 */
	String[] value();

	/**
	 * What is required, in one sentence without a full stop.
	 * @return the message
	 */
	String message() default "exactly one of {value} must be set";

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
