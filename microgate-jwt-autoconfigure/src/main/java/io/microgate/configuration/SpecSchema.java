package io.microgate.configuration;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Confidential;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Required;
import org.jspecify.annotations.Nullable;

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

	private final SpecKind kind;

	private final Member member;

	private final boolean duration;

	private final List<Constraint> constraints;

	private final @Nullable SpecSchema element;

	private final @Nullable SpecObject object;

	private SpecSchema(Member member, Class<?> type) {
		this.kind = SpecKind.OBJECT;
		this.member = member;
		this.duration = false;
		this.constraints = List.of();
		this.element = null;
		this.object = new SpecObject(type);
	}

	private SpecSchema(Member member, SpecKind kind, AnnotatedType annotated, @Nullable SpecSchema element) {
		this.kind = kind;
		this.member = member;
		this.duration = annotated.isAnnotationPresent(GoDuration.class);
		this.constraints = Constraint.of(annotated);
		this.element = element;
		this.object = null;
	}

	/**
	 * Describes a component of a record.
	 * @param component the component
	 * @param parameter its parameter of the constructor
	 * @return the schema
	 */
	static SpecSchema of(RecordComponent component, Parameter parameter) {
		return of(Member.of(component, parameter), component.getAnnotatedType());
	}

	private static SpecSchema of(Member member, AnnotatedType annotated) {
		Class<?> type = rawType(annotated.getType());
		if (annotated instanceof AnnotatedParameterizedType parameterized) {
			AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
			SpecSchema element = of(Member.NONE, arguments[arguments.length - 1]);
			return new SpecSchema(member, (type == List.class) ? SpecKind.LIST : SpecKind.MAP, annotated, element);
		}
		return type.isRecord() ? new SpecSchema(member, type)
				: new SpecSchema(member, SpecKind.ofSingle(type), annotated, null);
	}

	private static Class<?> rawType(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

	SpecKind kind() {
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

	/** Whether something at or below this place is confidential. */
	boolean holdsSecrets() {
		return isConfidential() || (this.element != null && this.element.holdsSecrets())
				|| (this.object != null && this.object.children().stream().anyMatch(SpecSchema::holdsSecrets));
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

	/** The keys that an object may have. */
	SpecObject object() {
		if (this.object == null) {
			throw new IllegalStateException("'" + name() + "' is not an object");
		}
		return this.object;
	}

	SpecSchema requiredChild(String component) {
		SpecSchema child = object().child(component);
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
			case OBJECT -> object().createWithDefaults();
			case MAP -> Map.of();
			case LIST -> texts;
			case STRING -> texts.isEmpty() ? "" : texts.get(0);
			case INTEGER -> texts.isEmpty() ? 0 : Integer.valueOf(texts.get(0));
			case BOOLEAN -> texts.isEmpty() || Boolean.parseBoolean(texts.get(0));
		};
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

}
