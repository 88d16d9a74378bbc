package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits an integer.
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {

	/**
	 * The least value that is allowed.
	 * @return the lower limit
	 */
	int min() default Integer.MIN_VALUE;

	/**
	 * The greatest value that is allowed.
	 * @return the upper limit
	 */
	int max() default Integer.MAX_VALUE;

}
