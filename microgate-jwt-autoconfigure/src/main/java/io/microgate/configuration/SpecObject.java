package io.microgate.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.NotSupportedYet;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * Describes the keys that an object may have, as the components of its record, and
 * creates the record.
 */
public final class SpecObject {

	private final Constructor<?> constructor;

	private final List<OneOf> oneOfs;

	private final Map<String, SpecSchema> children = new LinkedHashMap<>();

	/** The same in their usual spellings, which are found at once. */
	private final Map<String, SpecSchema> spelled = new HashMap<>();

	private final Map<String, String> unsupported = new LinkedHashMap<>();

	private final String listedBelow;

	/**
	 * Reads a record.
	 * @param type the record
	 */
	SpecObject(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		this.constructor = constructor(type, components);
		this.oneOfs = OneOf.of(type);
		for (int i = 0; i < components.length; i++) {
			SpecSchema child = SpecSchema.of(components[i], this.constructor.getParameters()[i]);
			this.children.put(RelaxedName.uniform(child.name()), child);
			this.spelled.put(child.name(), child);
			this.spelled.put(child.property(), child);
			this.spelled.put(child.field(), child);
		}
		NotSupportedYet annotation = type.getAnnotation(NotSupportedYet.class);
		for (String key : (annotation != null) ? annotation.value() : new String[0]) {
			this.unsupported.put(RelaxedName.uniform(key), key);
		}
		this.listedBelow = (annotation != null) ? annotation.listedBelow() : "";
	}

	private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
		Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < types.length; i++) {
			types[i] = components[i].getType();
		}
		try {
			return type.getDeclaredConstructor(types);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Records have a canonical constructor", ex);
		}
	}

	/**
	 * The record that the object becomes.
	 * @return its type
	 */
	public Class<?> type() {
		return this.constructor.getDeclaringClass();
	}

	/**
	 * The components of the record.
	 * @return the components in their order
	 */
	public Collection<SpecSchema> children() {
		return this.children.values();
	}

	/** Names of the components as a custom resource spells them. */
	List<String> fields() {
		List<String> fields = new ArrayList<>();
		for (SpecSchema child : children()) {
			fields.add(child.field());
		}
		return fields;
	}

	/**
	 * Finds a component.
	 * @param key the key in any spelling
	 * @return its schema, {@code null} if the key is unknown
	 */
	@Nullable SpecSchema child(String key) {
		SpecSchema child = this.spelled.get(key);
		return (child != null) ? child : this.children.get(RelaxedName.uniform(key));
	}

	/**
	 * Finds a field that is not enforced yet.
	 * @param key the key in any spelling
	 * @return the field, {@code null} if there is none
	 */
	@Nullable String unsupported(String key) {
		return this.unsupported.get(RelaxedName.uniform(key));
	}

	/**
	 * Finds what a field that is not enforced yet is called where it is listed to be
	 * passed over.
	 * @param field the field
	 * @return the name, {@code null} if the field decides about access, or is no such
	 * field
	 */
	@Nullable String listedName(String field) {
		boolean listable = !this.listedBelow.isEmpty() && this.unsupported.containsValue(field);
		return listable ? this.listedBelow + "." + field : null;
	}

	/** Fields that are not enforced yet. */
	Collection<String> unsupported() {
		return this.unsupported.values();
	}

	/**
	 * Constraints on which components are set.
	 * @return the constraints
	 */
	public List<OneOf> oneOfs() {
		return this.oneOfs;
	}

	/**
	 * Creates the record.
	 * @param values the values by component, {@code null} or absent where nothing is set
	 * @return the record
	 */
	Object create(Map<String, @Nullable Object> values) {
		List<@Nullable Object> arguments = new ArrayList<>();
		for (SpecSchema child : children()) {
			arguments.add(values.get(child.name()));
		}
		return BeanUtils.instantiateClass(this.constructor, arguments.toArray());
	}

	/** Creates the record with what holds where nothing is written. */
	Object createWithDefaults() {
		Map<String, @Nullable Object> values = new HashMap<>();
		for (SpecSchema child : children()) {
			values.put(child.name(), child.defaultValue());
		}
		return create(values);
	}

}
