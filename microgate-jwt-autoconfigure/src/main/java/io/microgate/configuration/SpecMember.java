package io.microgate.configuration;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Confidential;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.Required;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A component of a spec record.
 *
 * @param name its name
 * @param property its name in kebab-case
 * @param field its name in a custom resource
 * @param required whether it has to be set
 * @param confidential whether it may hold a secret
 * @param defaults its default, {@code null} if there is none
 * @param accessor its accessor, {@code null} for elements and entries
 */
record SpecMember(String name, String property, String field, boolean required, boolean confidential,
		@Nullable List<String> defaults, @Nullable Method accessor) {

	/** What an element of a list or an entry of a map is, which has no name. */
	static final SpecMember NONE = new SpecMember("", "", "", false, false, null, null);

	/** Fields that a custom resource spells in another way than the records. */
	private static final Map<String, String> FIELDS = new HashMap<>();

	/**
	 * Reads a component.
	 * @param component the component
	 * @param parameter its parameter of the constructor
	 * @return what it declares
	 */
	static SpecMember of(RecordComponent component, Parameter parameter) {
		String name = component.getName();
		FieldName field = component.getAnnotation(FieldName.class);
		DefaultValue defaults = parameter.getAnnotation(DefaultValue.class);
		if (field != null) {
			FIELDS.put(name, field.value());
		}
		return new SpecMember(name, DataObjectPropertyName.toDashedForm(name), (field != null) ? field.value() : name,
				component.isAnnotationPresent(Required.class), component.isAnnotationPresent(Confidential.class),
				(defaults != null) ? List.of(defaults.value()) : null, component.getAccessor());
	}

	/**
	 * Spells the name of a record component as custom resources do.
	 * @param component the name
	 * @return the name of the field
	 */
	static String fieldOf(String component) {
		return FIELDS.getOrDefault(component, component);
	}

}
