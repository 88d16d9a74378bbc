package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Takes single values over if their kind is right. Boot would convert more than is good:
 * {@code NO} to the text {@code false}, a text to an object with one field.
 */
final class ValueCheck {

	private final Environment environment;

	private final Problems problems;

	private final EffectiveValues values;

	ValueCheck(Environment environment, Problems problems, EffectiveValues values) {
		this.environment = environment;
		this.problems = problems;
		this.values = values;
	}

	void take(PropertyPath path, KnownKey known, SourceProperty property) {
		if (property.explicitNull()) {
			refuseNothing(path, known);
			return;
		}
		switch (known.kind()) {
			case OBJECT, MAP -> takeEmpty(path, known, property);
			case LIST -> takeList(path, known, property);
			case TEXT -> takeText(path, known, property.value());
			case NUMBER -> takeNumber(path, known, property.value());
			case FLAG -> takeFlag(path, known, property.value());
		}
	}

	private void takeEmpty(PropertyPath path, KnownKey known, SourceProperty property) {
		if (!property.isEmptyText() && !property.isEmptyObject()) {
			refuseKind(path, known, property.value());
		}
		else if (known.kind() == KnownKey.Kind.OBJECT && path.parent() != null && property.isNothing()) {
			refuseNothing(path, known);
		}
		else {
			this.values.putIfVacant(path, EffectiveValues.EMPTY_OBJECT);
		}
	}

	private void takeList(PropertyPath path, KnownKey known, SourceProperty property) {
		boolean texts = known.requiredElement().kind() == KnownKey.Kind.TEXT;
		if (property.isEmptyText() || property.isEmptyList()) {
			this.values.put(path, "");
		}
		else if (texts && property.value() instanceof CharSequence text) {
			this.values.put(path, resolve(path, text.toString()));
		}
		else {
			refuseKind(path, known, property.value());
		}
	}

	private void takeText(PropertyPath path, KnownKey known, Object value) {
		if (value instanceof CharSequence text) {
			this.values.put(path, resolve(path, text.toString()));
			return;
		}
		String read = (value instanceof Boolean) ? "true or false" : (value instanceof Number) ? "a number" : "no text";
		String cure = (known.duration() && value instanceof Number) ? "Add a unit, such as " + value + "s"
				: "Quote it, so that it stays the text that is written";
		refuse(path, value, "must be a text, but is read as " + read, cure);
		this.values.put(path, value.toString());
	}

	private void takeNumber(PropertyPath path, KnownKey known, Object value) {
		Object resolved = (value instanceof CharSequence text) ? resolve(path, text.toString()) : value;
		Integer number = WrittenNumber.parse(resolved.toString());
		if (number != null) {
			this.values.put(path, number);
		}
		else {
			refuseKind(path, known, value);
		}
	}

	private void takeFlag(PropertyPath path, KnownKey known, Object value) {
		Object resolved = (value instanceof CharSequence text) ? resolve(path, text.toString()) : value;
		Boolean flag = (resolved instanceof CharSequence || resolved instanceof Boolean) ? toBoolean(resolved) : null;
		if (flag == null) {
			refuseKind(path, known, value);
		}
		else {
			this.values.put(path, flag);
		}
	}

	private @Nullable Boolean toBoolean(Object value) {
		try {
			return ApplicationConversionService.getSharedInstance().convert(value, Boolean.class);
		}
		catch (ConversionException ex) {
			return null;
		}
	}

	/**
	 * Reports a value that is of the wrong kind and puts an empty one in its place.
	 * @param path the place
	 * @param known what may stand there
	 * @param value what does, {@code null} if it is no single value
	 */
	void refuseKind(PropertyPath path, KnownKey known, @Nullable Object value) {
		refuse(path, value, "must be " + known.kind().description(), Cures.forKind(known, KnownKey::name));
		replace(path, known);
	}

	private void refuseNothing(PropertyPath path, KnownKey known) {
		refuse(path, null, "must be %s, but nothing is given".formatted(known.kind().description()),
				Cures.forNothing(known));
		replace(path, known);
	}

	private void replace(PropertyPath path, KnownKey known) {
		switch (known.kind()) {
			case OBJECT -> this.values.putIfVacant(path, EffectiveValues.EMPTY_OBJECT);
			case LIST, TEXT -> this.values.putIfVacant(path, "");
			case MAP -> {
			}
			case NUMBER -> this.values.putIfVacant(path, 0);
			case FLAG -> this.values.putIfVacant(path, Boolean.TRUE);
		}
	}

	private String resolve(PropertyPath path, String text) {
		try {
			return this.environment.resolveRequiredPlaceholders(text);
		}
		catch (PlaceholderResolutionException ex) {
			refuse(path, text, "must have placeholders that can be resolved",
					"Set the property or variable that it names, or give a default as in ${NAME:default}");
			return text;
		}
	}

	private void refuse(PropertyPath path, @Nullable Object value, String rule, String cure) {
		this.problems.add(path, value, rule, cure);
		this.problems.damage().spoil(path);
	}

}
