package io.microgate.constraint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The spelling of a field in the CR where it is not that of the component: Boot's binding
 * knows no {@code publicCAs}, manifests know nothing else.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface FieldName {

	/**
	 * The field.
	 * @return its name in the CR
	 */
	String value();

}
