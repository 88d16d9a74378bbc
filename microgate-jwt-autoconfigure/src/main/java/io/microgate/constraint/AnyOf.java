package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string is one of a closed set: the enumerations of the CRs, bound as text.
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyOf {

	/**
	 * The allowed values, compared exactly.
	 * @return the closed set of values
	 */
	String[] value();

}
