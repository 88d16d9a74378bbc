package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the number of code points of a string, or of items of a list.
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Size {

	/**
	 * The least number that is allowed.
	 * @return the lower limit
	 */
	int min() default 0;

	/**
	 * The greatest number that is allowed.
	 * @return the upper limit
	 */
	int max() default Integer.MAX_VALUE;

}
