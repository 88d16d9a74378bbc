package io.microgate.match;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A text is a regular expression in RE2 syntax.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Re2Validator.class)
public @interface Re2 {

	/**
	 * What is required, in one sentence without a full stop.
	 * @return the message
	 */
	String message() default "must be a regular expression in RE2 syntax";

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
