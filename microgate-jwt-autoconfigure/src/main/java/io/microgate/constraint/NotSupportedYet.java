package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the fields of a CR that the annotated spec does not have because they are not
 * enforced yet. Using one is a start-up error that says so: it must never be ignored.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotSupportedYet {

	/**
	 * The fields, in the spelling of the CR.
	 * @return field names
	 */
	String[] value();

}
