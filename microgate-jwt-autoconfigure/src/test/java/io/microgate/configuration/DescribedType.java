package io.microgate.configuration;

import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.constraint.AnyOf;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/**
 * A record that has a metadata document of its own, because the keys of the documents are
 * fixed up to a map, a list or a record of another file: what the document has to say,
 * derived from the record.
 *
 * @param type the record
 * @param keys every key that binds, and is in no other document
 */
record DescribedType(Class<?> type, List<Key> keys) {

	/**
	 * All records that need a document.
	 * @param root the record of the configuration as a whole
	 * @param prefix what its keys start with
	 * @return the root first
	 */
	static List<DescribedType> from(Class<?> root, String prefix) {
		Map<Class<?>, DescribedType> described = new LinkedHashMap<>();
		add(root, prefix, described);
		return List.copyOf(described.values());
	}

	private static void add(Class<?> type, String prefix, Map<Class<?>, DescribedType> described) {
		if (!described.containsKey(type) && type.isRecord() && type.getRecordComponents().length > 0) {
			List<Key> keys = new ArrayList<>();
			addKeys(type, prefix, keys);
			described.put(type, new DescribedType(type, keys));
			keys.stream()
				.filter((key) -> !key.group())
				.forEach((key) -> add((Class<?>) key.element().getType(), "", described));
		}
	}

	private static void addKeys(Class<?> type, String prefix, List<Key> keys) {
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			String name = prefix + DataObjectPropertyName.toDashedForm(components[i].getName());
			Key key = new Key(name, components[i],
					type.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(DefaultValue.class));
			keys.add(key);
			if (key.group()) {
				addKeys(components[i].getType(), name + ".", keys);
			}
		}
	}

	@Override
	public String toString() {
		return this.type.getName();
	}

	/**
	 * A key.
	 *
	 * @param name its full name
	 * @param component what it is bound to
	 * @param defaultAnnotation its default, if any
	 */
	record Key(String name, RecordComponent component, DefaultValue defaultAnnotation) {

		/**
		 * Whether its own keys are in the same document: the processor looks into records
		 * of the same file.
		 * @return whether it is a group
		 */
		boolean group() {
			Class<?> type = this.component.getType();
			return type.isRecord() && type.getNestHost() == this.component.getDeclaringRecord().getNestHost();
		}

		String type() {
			Type type = this.component.getGenericType();
			return (type instanceof Class<?> raw) ? ClassUtils.resolvePrimitiveIfNecessary(raw).getName()
					: type.getTypeName().replace(", ", ",");
		}

		String defaultValue() {
			if (this.defaultAnnotation == null || this.defaultAnnotation.value().length == 0) {
				return null;
			}
			List<String> values = List.of(this.defaultAnnotation.value());
			return (values.size() == 1) ? values.get(0) : values.toString();
		}

		List<String> allowedValues() {
			AnyOf allowed = element().getAnnotation(AnyOf.class);
			return (allowed != null) ? List.of(allowed.value()) : List.of();
		}

		/**
		 * The name by which values are hinted at: the elements of a list have the name of
		 * the list.
		 * @return the name
		 */
		String hintName() {
			return (this.component.getType() == Map.class) ? this.name + ".values" : this.name;
		}

		AnnotatedType element() {
			AnnotatedType annotated = this.component.getAnnotatedType();
			while (annotated instanceof AnnotatedParameterizedType generic) {
				AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
				annotated = arguments[arguments.length - 1];
			}
			return annotated;
		}

		String javadoc() throws IOException {
			Class<?> type = this.component.getDeclaringRecord();
			String source = Files
				.readString(Path.of("src/main/java", type.getNestHost().getName().replace('.', '/') + ".java"));
			String above = source.substring(0, source.indexOf(" record " + type.getSimpleName() + "("));
			Matcher text = Pattern
				.compile("@param " + this.component.getName() + "\\s(.*?)\\R\\s*\\*( @|/)", Pattern.DOTALL)
				.matcher(above.substring(above.lastIndexOf("/**")));
			return text.find() ? text.group(1).replaceAll("\\R\\s*\\* ?", " ") : null;
		}

	}

}
