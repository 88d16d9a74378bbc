package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires that a regular expression of Java matches the whole string.
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Pattern {

	/**
	 * The regular expression.
	 * @return an expression for the whole string
	 */
	String value();

	/**
	 * The rule in words.
	 * @return what the string must be, as in "must be lower-case"
	 */
	String rule();

}
