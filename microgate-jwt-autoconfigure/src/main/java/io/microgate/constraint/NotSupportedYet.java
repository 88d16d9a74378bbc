package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the fields of a CR that the annotated spec does not have because they are not
 * enforced yet. Using one is a start-up error that says so: none is ignored unless it
 * decides nothing about access and the operator lists it.
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

	/**
	 * What the fields belong to in the list of fields of manifests that are passed over.
	 * @return the name before the dot, empty if the fields decide about access, so that
	 * none can be listed
	 */
	String listedBelow() default "";

}
