package io.microgate.match;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A text is an IPv4 or IPv6 range in CIDR notation (RFC 4632, RFC 4291).
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CidrValidator.class)
public @interface Cidr {

	/**
	 * What is required, in one sentence without a full stop.
	 * @return the message
	 */
	String message() default "must be a CIDR range such as 10.0.0.0/8 or 2001:db8::/32";

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
