package io.microgate.configuration;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.NotSupportedYet;
import org.jspecify.annotations.Nullable;

/**
 * A place of the configuration and what may stand there, derived from the spec records.
 *
 * @param kind what may stand there
 * @param name name of the record component, empty for elements and entries
 * @param field its name in a manifest
 * @param duration whether the text is a duration
 * @param children known keys of an object by uniform spelling
 * @param unsupported keys of the CR that are not enforced yet, by uniform spelling
 * @param element what a list or map holds
 */
record KnownKey(Kind kind, String name, String field, boolean duration, Map<String, KnownKey> children,
		Map<String, String> unsupported, @Nullable KnownKey element) {

	static KnownKey ofRecord(Class<?> type) {
		return object("", "", type);
	}

	/**
	 * What the list or map holds.
	 * @return the element
	 */
	KnownKey requiredElement() {
		if (this.element == null) {
			throw new IllegalStateException("'" + this.name + "' is neither a list nor a map");
		}
		return this.element;
	}

	/**
	 * A known key of an object.
	 * @param key the key in any spelling
	 * @return what may stand there, {@code null} if the key is unknown
	 */
	@Nullable KnownKey child(String key) {
		return this.children.get(WrittenKey.uniform(key));
	}

	/**
	 * A known key of an object, which has to be there.
	 * @param component name of the record component
	 * @return what may stand there
	 */
	KnownKey requiredChild(String component) {
		KnownKey child = child(component);
		if (child == null) {
			throw new IllegalStateException("'" + this.name + "' has no '" + component + "'");
		}
		return child;
	}

	private static KnownKey of(String name, String field, AnnotatedType annotated) {
		Class<?> type = rawType(annotated.getType());
		if (annotated instanceof AnnotatedParameterizedType parameterized) {
			AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
			KnownKey element = of("", "", arguments[arguments.length - 1]);
			return new KnownKey((type == List.class) ? Kind.LIST : Kind.MAP, name, field, false, Map.of(), Map.of(),
					element);
		}
		if (type.isRecord()) {
			return object(name, field, type);
		}
		boolean duration = annotated.isAnnotationPresent(GoDuration.class);
		return new KnownKey(scalar(type), name, field, duration, Map.of(), Map.of(), null);
	}

	private static KnownKey object(String name, String field, Class<?> type) {
		Map<String, KnownKey> children = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String key = component.getName();
			FieldName written = component.getAnnotation(FieldName.class);
			children.put(WrittenKey.uniform(key),
					of(key, (written != null) ? written.value() : key, component.getAnnotatedType()));
		}
		Map<String, String> unsupported = new LinkedHashMap<>();
		NotSupportedYet annotation = type.getAnnotation(NotSupportedYet.class);
		for (String key : (annotation != null) ? annotation.value() : new String[0]) {
			unsupported.put(WrittenKey.uniform(key), key);
		}
		return new KnownKey(Kind.OBJECT, name, field, false, children, unsupported, null);
	}

	private static Kind scalar(Class<?> type) {
		if (type == String.class) {
			return Kind.TEXT;
		}
		if (type == boolean.class || type == Boolean.class) {
			return Kind.FLAG;
		}
		if (type == int.class || type == Integer.class) {
			return Kind.NUMBER;
		}
		throw new IllegalStateException("Specs have no components of " + type);
	}

	private static Class<?> rawType(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

	/**
	 * What may stand at a place.
	 */
	enum Kind {

		/** Known keys. */
		OBJECT("an object"),

		/** Entries with names of the user's choice. */
		MAP("an object with one entry per name"),

		/** Elements in order. */
		LIST("a list"),

		/** A text. */
		TEXT("a text"),

		/** An integer. */
		NUMBER("an integer"),

		/** True or false. */
		FLAG("true or false");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		String description() {
			return this.description;
		}

	}

}
