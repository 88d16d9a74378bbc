package io.microgate.configuration;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Confidential;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.NotSupportedYet;
import io.microgate.constraint.Required;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ReflectionUtils;

/**
 * Describes the values that a place of the configuration may have, as the spec records
 * declare it.
 */
final class SpecSchema {

	/** Fields that a custom resource spells in another way than the records. */
	private static final Map<String, String> FIELDS = new HashMap<>();

	/** Everything under {@code microgate}, read once. */
	static final SpecSchema ROOT = new SpecSchema(Member.NONE, MicrogateProperties.class);

	private final Kind kind;

	private final Member member;

	private final boolean duration;

	private final List<Constraint> constraints;

	private final Map<String, SpecSchema> children = new LinkedHashMap<>();

	/** The same in their usual spellings, which are found at once. */
	private final Map<String, SpecSchema> spelled = new HashMap<>();

	private final Map<String, String> unsupported = new LinkedHashMap<>();

	private final @Nullable SpecSchema element;

	private final @Nullable RecordType type;

	private SpecSchema(Member member, Class<?> type) {
		this.kind = Kind.OBJECT;
		this.member = member;
		this.duration = false;
		this.constraints = List.of();
		this.element = null;
		this.type = RecordType.of(type);
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			Member component = Member.of(components[i], this.type.constructor.getParameters()[i]);
			SpecSchema child = of(component, components[i].getAnnotatedType());
			this.children.put(WrittenKey.uniform(component.name), child);
			this.spelled.put(component.name, child);
			this.spelled.put(component.property, child);
			this.spelled.put(component.field, child);
		}
		NotSupportedYet annotation = type.getAnnotation(NotSupportedYet.class);
		for (String key : (annotation != null) ? annotation.value() : new String[0]) {
			this.unsupported.put(WrittenKey.uniform(key), key);
		}
	}

	private SpecSchema(Member member, Kind kind, AnnotatedType annotated, @Nullable SpecSchema element) {
		this.kind = kind;
		this.member = member;
		this.duration = annotated.isAnnotationPresent(GoDuration.class);
		this.constraints = Constraint.of(annotated);
		this.element = element;
		this.type = null;
	}

	private static SpecSchema of(Member member, AnnotatedType annotated) {
		Class<?> type = rawType(annotated.getType());
		if (annotated instanceof AnnotatedParameterizedType parameterized) {
			AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
			SpecSchema element = of(Member.NONE, arguments[arguments.length - 1]);
			return new SpecSchema(member, (type == List.class) ? Kind.LIST : Kind.MAP, annotated, element);
		}
		return type.isRecord() ? new SpecSchema(member, type) : new SpecSchema(member, scalar(type), annotated, null);
	}

	private static Kind scalar(Class<?> type) {
		if (type == String.class) {
			return Kind.STRING;
		}
		if (type == boolean.class || type == Boolean.class) {
			return Kind.BOOLEAN;
		}
		if (type == int.class || type == Integer.class) {
			return Kind.INTEGER;
		}
		throw new IllegalStateException("Specs have no components of " + type);
	}

	private static Class<?> rawType(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

	Kind kind() {
		return this.kind;
	}

	/** Name of the record component, empty for elements and entries. */
	String name() {
		return this.member.name;
	}

	/** Name of the property in kebab-case. */
	String property() {
		return this.member.property;
	}

	/** Name of the field in a custom resource, empty for elements and entries. */
	String field() {
		return this.member.field;
	}

	/**
	 * Spells the name of a record component as custom resources do.
	 * @param component the name
	 * @return the name of the field
	 */
	static String fieldOf(String component) {
		return FIELDS.getOrDefault(component, component);
	}

	boolean isRequired() {
		return this.member.required;
	}

	/** Whether the string is a duration. */
	boolean isDuration() {
		return this.duration;
	}

	/** Whether what is written here may be a secret. */
	boolean isConfidential() {
		return this.member.confidential;
	}

	boolean hasConfidentialChild() {
		return this.children.values().stream().anyMatch(SpecSchema::isConfidential);
	}

	/** Constraints of a single value or list. */
	List<Constraint> constraints() {
		return this.constraints;
	}

	/**
	 * Reads the component from a record that has it.
	 * @param object the record
	 * @return the value, {@code null} if it is absent
	 */
	@Nullable Object valueIn(Object object) {
		if (this.member.accessor == null) {
			throw new IllegalStateException("Only components of records have values");
		}
		return ReflectionUtils.invokeMethod(this.member.accessor, object);
	}

	Collection<SpecSchema> children() {
		return this.children.values();
	}

	/** Fields that an object may have. */
	List<String> fields() {
		List<String> fields = new ArrayList<>();
		for (SpecSchema child : children()) {
			fields.add(child.field());
		}
		return fields;
	}

	/**
	 * Finds a component of an object.
	 * @param key the key in any spelling
	 * @return its schema, {@code null} if the key is unknown
	 */
	@Nullable SpecSchema child(String key) {
		SpecSchema child = this.spelled.get(key);
		return (child != null) ? child : this.children.get(WrittenKey.uniform(key));
	}

	/**
	 * Finds a field that is not enforced yet.
	 * @param key the key in any spelling
	 * @return the field, {@code null} if there is none
	 */
	@Nullable String unsupported(String key) {
		return this.unsupported.get(WrittenKey.uniform(key));
	}

	/** Fields that are not enforced yet. */
	Collection<String> unsupported() {
		return this.unsupported.values();
	}

	SpecSchema requiredChild(String component) {
		SpecSchema child = child(component);
		if (child == null) {
			throw new IllegalStateException("'" + name() + "' has no '" + component + "'");
		}
		return child;
	}

	/** What a list or map holds. */
	SpecSchema requiredElement() {
		if (this.element == null) {
			throw new IllegalStateException("'" + name() + "' is neither a list nor a map");
		}
		return this.element;
	}

	/** Constraints on which components of an object are set. */
	List<OneOf> oneOfs() {
		return record().oneOfs;
	}

	/**
	 * Creates the record of an object.
	 * @param values the values by component, {@code null} or absent where nothing is set
	 * @return the record
	 */
	Object create(Map<String, @Nullable Object> values) {
		List<@Nullable Object> arguments = new ArrayList<>();
		for (SpecSchema child : children()) {
			arguments.add(values.get(child.name()));
		}
		return BeanUtils.instantiateClass(record().constructor, arguments.toArray());
	}

	private RecordType record() {
		if (this.type == null) {
			throw new IllegalStateException("'" + name() + "' is not an object");
		}
		return this.type;
	}

	/**
	 * What holds where nothing is written.
	 * @return the value, {@code null} if there is none
	 */
	@Nullable Object defaultValue() {
		return (this.member.defaults != null) ? valueOf(this.member.defaults) : null;
	}

	/**
	 * Creates the substitute for a value that is wrong, so that the checks go on behind
	 * it.
	 * @return an empty value
	 */
	Object substitute() {
		return valueOf(List.of());
	}

	private Object valueOf(List<String> texts) {
		return switch (this.kind) {
			case OBJECT -> createWithDefaults();
			case MAP -> Map.of();
			case LIST -> texts;
			case STRING -> texts.isEmpty() ? "" : texts.get(0);
			case INTEGER -> texts.isEmpty() ? 0 : Integer.valueOf(texts.get(0));
			case BOOLEAN -> texts.isEmpty() || Boolean.parseBoolean(texts.get(0));
		};
	}

	private Object createWithDefaults() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (SpecSchema child : children()) {
			values.put(child.name(), child.defaultValue());
		}
		return create(values);
	}

	/**
	 * A component of a record.
	 *
	 * @param name its name
	 * @param property its name in kebab-case
	 * @param field its name in a custom resource
	 * @param required whether it has to be set
	 * @param confidential whether it may hold a secret
	 * @param defaults its default, {@code null} if there is none
	 * @param accessor its accessor, {@code null} for elements and entries
	 */
	private record Member(String name, String property, String field, boolean required, boolean confidential,
			@Nullable List<String> defaults, @Nullable Method accessor) {

		static final Member NONE = new Member("", "", "", false, false, null, null);

		static Member of(RecordComponent component, Parameter parameter) {
			String name = component.getName();
			FieldName field = component.getAnnotation(FieldName.class);
			DefaultValue defaults = parameter.getAnnotation(DefaultValue.class);
			if (field != null) {
				FIELDS.put(name, field.value());
			}
			return new Member(name, DataObjectPropertyName.toDashedForm(name), (field != null) ? field.value() : name,
					component.isAnnotationPresent(Required.class), component.isAnnotationPresent(Confidential.class),
					(defaults != null) ? List.of(defaults.value()) : null, component.getAccessor());
		}

	}

	private record RecordType(Constructor<?> constructor, List<OneOf> oneOfs) {

		static RecordType of(Class<?> type) {
			RecordComponent[] components = type.getRecordComponents();
			Class<?>[] types = new Class<?>[components.length];
			for (int i = 0; i < types.length; i++) {
				types[i] = components[i].getType();
			}
			try {
				return new RecordType(type.getDeclaredConstructor(types), OneOf.of(type));
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException("Records have a canonical constructor", ex);
			}
		}

	}

	/**
	 * Kind of value that a place may have.
	 */
	enum Kind {

		/** Known keys. */
		OBJECT("an object"),

		/** Entries with names of the user's choice. */
		MAP("an object with one entry per name"),

		/** Elements in order. */
		LIST("a list"),

		/** A string. */
		STRING("a string"),

		/** An integer. */
		INTEGER("an integer"),

		/** A boolean. */
		BOOLEAN("a boolean");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		String description() {
			return this.description;
		}

	}

}
