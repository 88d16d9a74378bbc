package io.microgate.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.constraint.Violation;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

/**
 * Reads properties: keys in any spelling that relaxed binding allows, and values that may
 * be strings where something else is meant. Boot would convert more than is good:
 * {@code NO} to the string {@code false}, a string to an object with one field.
 */
final class PropertyDialect implements Dialect {

	/** Keys of a custom resource that its spec does not have. */
	private static final Set<String> CUSTOM_RESOURCE = Set.of("apiversion", "kind", "metadata", "spec", "status");

	private final Environment environment;

	PropertyDialect(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable SpecSchema find(PropertyPath object, WrittenKey key) {
		return key.isPlain() ? object.schema().object().child(key.text()) : null;
	}

	@Override
	public KeyRefusal refuse(PropertyPath object, WrittenKey key) {
		SpecObject schema = object.schema().object();
		String unsupported = key.isPlain() ? schema.unsupported(key.text()) : null;
		if (unsupported != null) {
			String property = DataObjectPropertyName.toDashedForm(unsupported);
			return new KeyRefusal(object.unknown(new WrittenKey(property, false)), NOT_SUPPORTED, null);
		}
		if (object.isResource() && CUSTOM_RESOURCE.contains(RelaxedName.uniform(key.text()))) {
			return new KeyRefusal(object, new Violation(
					"must be the content of 'spec', but a whole custom resource is written here",
					"Paste the keys below 'spec' only, or name the file of the resource in 'microgate.manifests'"),
					null);
		}
		MisplacedKey misplaced = MisplacedKey.find(object, key, this);
		String nearest = RelaxedName.nearest(key.text(), schema.fields());
		if (misplaced != null && (nearest == null || !RelaxedName.isOneLetterOff(key.text(), nearest))) {
			return new KeyRefusal(object.unknown(key), new Violation("is not a known key", misplaced.cure()),
					misplaced.meant());
		}
		SpecSchema meant = (nearest != null) ? schema.child(nearest) : null;
		boolean camelCase = key.text().chars().anyMatch(Character::isUpperCase);
		String name = (meant == null) ? null : camelCase ? meant.field() : meant.property();
		String cure = RelaxedName.cureForKey(name, schema.fields());
		if (misplaced != null) {
			cure += " Or else: " + misplaced.cure();
		}
		if (meant == null && object.isEntryWithinResource()) {
			cure = "If '%s.%s' is one name, write it in brackets and quotes: \"[%1$s.%2$s]\". ".formatted(object.name(),
					key.text()) + cure;
		}
		return new KeyRefusal(object.unknown(key), new Violation("is not a known key", cure),
				(meant != null) ? object.child(meant) : null);
	}

	@Override
	public ParsedValue read(SpecSchema schema, SourceValue value) {
		if (value.kind() == Kind.NULL) {
			return ParsedValue.ofNothing(schema);
		}
		return switch (schema.kind()) {
			case OBJECT, MAP -> readEmpty(schema, value);
			case LIST -> readList(schema, value);
			case STRING -> readString(schema, value.content());
			case INTEGER, BOOLEAN -> readConverted(schema, value.content());
		};
	}

	private static ParsedValue readEmpty(SpecSchema schema, SourceValue value) {
		if (!value.isEmptyText() && !isEmptyObject(value.content())) {
			return ParsedValue.ofWrongKind(schema, value.content());
		}
		boolean nothing = schema.kind() == SpecKind.OBJECT && schema != SpecSchema.ROOT && value.isNothing();
		return nothing ? ParsedValue.ofNothing(schema) : ParsedValue.of(Map.of());
	}

	private static boolean isEmptyObject(Object content) {
		return content instanceof Map<?, ?> object && object.isEmpty();
	}

	private ParsedValue readList(SpecSchema schema, SourceValue value) {
		boolean empty = value.content() instanceof Collection<?> items && items.isEmpty();
		if (value.isEmptyText() || empty) {
			return ParsedValue.of(schema.substitute());
		}
		boolean strings = schema.requiredElement().kind() == SpecKind.STRING;
		if (!strings || !(value.content() instanceof CharSequence text)) {
			return ParsedValue.ofWrongKind(schema, value.content());
		}
		ParsedValue resolved = resolve(schema, text.toString());
		return (resolved.violation() != null) ? resolved : ParsedValue.of(List.of(StringUtils
			.trimArrayElements(StringUtils.commaDelimitedListToStringArray(resolved.value().toString()))));
	}

	private ParsedValue readString(SpecSchema schema, Object content) {
		if (content instanceof CharSequence text) {
			return resolve(schema, text.toString());
		}
		Object number = (content instanceof Number) ? content : null;
		String read = (content instanceof Boolean) ? "a boolean"
				: (number != null) ? "a number" : (content instanceof Collection) ? "a list" : "an object";
		return new ParsedValue(content.toString(), content, KindViolations.unquoted(schema, read, number));
	}

	private ParsedValue readConverted(SpecSchema schema, Object content) {
		ParsedValue resolved = (content instanceof CharSequence text) ? resolve(schema, text.toString())
				: ParsedValue.of(content);
		if (resolved.violation() != null) {
			return resolved;
		}
		Object converted = (schema.kind() == SpecKind.INTEGER) ? toInteger(resolved.value().toString())
				: toBoolean(resolved.value());
		return (converted != null) ? new ParsedValue(converted, content, null)
				: ParsedValue.ofWrongKind(schema, content);
	}

	/**
	 * Reads a number of the format {@code int32}.
	 * @param text the text
	 * @return the number, {@code null} if the string is not a number or does not fit
	 */
	static @Nullable Integer toInteger(String text) {
		if (!text.matches("-?[0-9]{1,10}")) {
			return null;
		}
		long number = Long.parseLong(text);
		return (number == (int) number) ? (int) number : null;
	}

	private static @Nullable Boolean toBoolean(Object value) {
		if (!(value instanceof CharSequence) && !(value instanceof Boolean)) {
			return null;
		}
		try {
			return ApplicationConversionService.getSharedInstance().convert(value, Boolean.class);
		}
		catch (ConversionException ex) {
			return null;
		}
	}

	private ParsedValue resolve(SpecSchema schema, String text) {
		try {
			return new ParsedValue(this.environment.resolveRequiredPlaceholders(text), text, null);
		}
		catch (PlaceholderResolutionException ex) {
			Object substitute = (schema.kind() == SpecKind.STRING) ? text : schema.substitute();
			return new ParsedValue(substitute, text, new Violation("must have placeholders that can be resolved",
					"Set the property or variable that it names, or give a default as in ${NAME:default}"));
		}
	}

	@Override
	public boolean hasListValues() {
		return false;
	}

	@Override
	public @Nullable Object show(SourceValue value) {
		return value.content();
	}

}
