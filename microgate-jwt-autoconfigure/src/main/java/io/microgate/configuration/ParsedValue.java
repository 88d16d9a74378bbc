package io.microgate.configuration;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read by its dialect.
 *
 * @param value the value, or a substitute if it is wrong
 * @param shown what messages show of it
 * @param violation what is wrong with it, {@code null} if nothing is
 */
record ParsedValue(Object value, @Nullable Object shown, @Nullable Violation violation) {

	static ParsedValue of(Object value) {
		return new ParsedValue(value, value, null);
	}

	static ParsedValue ofWrongKind(SpecSchema schema, @Nullable Object shown) {
		return new ParsedValue(schema.substitute(), shown, KindViolations.wrong(schema));
	}

	static ParsedValue ofNothing(SpecSchema schema) {
		return new ParsedValue(schema.substitute(), null, KindViolations.nothing(schema));
	}

}
