package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A text is a duration greater than zero and with a unit, as {@link DurationText} reads
 * it.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GoDurationValidator.class)
public @interface GoDuration {

	/**
	 * What is required, in one sentence without a full stop.
	 * @return the message
	 */
	String message() default "must be a duration greater than 0 with a unit, such as 500ms, 10s or 1h30m";

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
