package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A value that was read by its dialect.
 *
 * @param value the value, or a substitute if it is wrong
 * @param shown what messages show of it
 * @param violation what is wrong with it, {@code null} if nothing is
 */
record Reading(Object value, @Nullable Object shown, @Nullable Violation violation) {

	static Reading of(Object value) {
		return new Reading(value, value, null);
	}

	static Reading ofWrongKind(SpecSchema schema, @Nullable Object shown) {
		return new Reading(schema.substitute(), shown, Violation.ofKind(schema));
	}

	static Reading ofNothing(SpecSchema schema) {
		return new Reading(schema.substitute(), null, Violation.ofNothing(schema));
	}

}
