package io.microgate.configuration;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.GoDuration;
import io.microgate.manifest.ManifestKind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Describes the values that a place of the configuration may have, as the spec records
 * declare it.
 */
public final class SpecSchema {

	/** What the name of a resource looks like in the properties. */
	public static final String RESOURCE_NAME = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

	/** Everything under {@code microgate}, read once. */
	public static final SpecSchema ROOT = new SpecSchema(SpecMember.NONE, MicrogateProperties.class);

	private final SpecKind kind;

	private final SpecMember member;

	private final boolean duration;

	private final List<Constraint> constraints;

	private final @Nullable SpecSchema element;

	private final @Nullable SpecObject object;

	private SpecSchema(SpecMember member, Class<?> type) {
		this.kind = SpecKind.OBJECT;
		this.member = member;
		this.duration = false;
		this.constraints = List.of();
		this.element = null;
		this.object = new SpecObject(type);
	}

	private SpecSchema(SpecMember member, SpecKind kind, AnnotatedType annotated, @Nullable SpecSchema element) {
		this.kind = kind;
		this.member = member;
		this.duration = annotated.isAnnotationPresent(GoDuration.class);
		this.constraints = Constraint.of(annotated);
		this.element = element;
		this.object = null;
	}

	/**
	 * Describes the spec of a custom resource.
	 * @param kind its kind, not one of key material
	 * @return the schema
	 */
	public static SpecSchema of(ManifestKind kind) {
		return ROOT.requiredChild(ManifestResources.component(kind)).requiredElement();
	}

	/**
	 * Describes a component of a record.
	 * @param component the component
	 * @param parameter its parameter of the constructor
	 * @return the schema
	 */
	static SpecSchema of(RecordComponent component, Parameter parameter) {
		return of(SpecMember.of(component, parameter), component.getAnnotatedType());
	}

	private static SpecSchema of(SpecMember member, AnnotatedType annotated) {
		Class<?> type = rawType(annotated.getType());
		if (annotated instanceof AnnotatedParameterizedType parameterized) {
			AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
			SpecSchema element = of(SpecMember.NONE, arguments[arguments.length - 1]);
			return new SpecSchema(member, (type == List.class) ? SpecKind.LIST : SpecKind.MAP, annotated, element);
		}
		return type.isRecord() ? new SpecSchema(member, type)
				: new SpecSchema(member, SpecKind.ofSingle(type), annotated, null);
	}

	private static Class<?> rawType(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

	/**
	 * The kind of value.
	 * @return the kind
	 */
	public SpecKind kind() {
		return this.kind;
	}

	/**
	 * Name of the record component.
	 * @return the name, empty for elements and entries
	 */
	public String name() {
		return this.member.name();
	}

	/**
	 * Name of the property in kebab-case.
	 * @return the name, empty for elements and entries
	 */
	public String property() {
		return this.member.property();
	}

	/**
	 * Name of the field in a custom resource.
	 * @return the name, empty for elements and entries
	 */
	public String field() {
		return this.member.field();
	}

	/**
	 * Spells the name of a record component as custom resources do.
	 * @param component the name
	 * @return the name of the field
	 */
	static String fieldOf(String component) {
		return SpecMember.fieldOf(component);
	}

	/**
	 * Whether it has to be set, in the properties only if there is no default.
	 * @return whether it may not be left out
	 */
	public boolean isRequired() {
		return this.member.required();
	}

	/** Whether the string is a duration. */
	boolean isDuration() {
		return this.duration;
	}

	/** Whether what is written here may be a secret. */
	boolean isConfidential() {
		return this.member.confidential();
	}

	/** Whether something at or below this place is confidential. */
	boolean holdsSecrets() {
		return isConfidential() || (this.element != null && this.element.holdsSecrets())
				|| (this.object != null && this.object.children().stream().anyMatch(SpecSchema::holdsSecrets));
	}

	/**
	 * Constraints of a single value or list, as the record declares them.
	 * @return the annotations
	 */
	public List<Annotation> declaredConstraints() {
		return this.constraints.stream().map(Constraint::annotation).toList();
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
		Method accessor = this.member.accessor();
		if (accessor == null) {
			throw new IllegalStateException("Only components of records have values");
		}
		return ReflectionUtils.invokeMethod(accessor, object);
	}

	/**
	 * The keys that an object may have.
	 * @return the keys
	 */
	public SpecObject object() {
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

	/**
	 * What a list or map holds.
	 * @return the schema of each element
	 */
	public SpecSchema requiredElement() {
		if (this.element == null) {
			throw new IllegalStateException("'" + name() + "' is neither a list nor a map");
		}
		return this.element;
	}

	/**
	 * What holds where nothing is written.
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable Object defaultValue() {
		List<String> defaults = this.member.defaults();
		return (defaults != null) ? valueOf(defaults) : null;
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

}
