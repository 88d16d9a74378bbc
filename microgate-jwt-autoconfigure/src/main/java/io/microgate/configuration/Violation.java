package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A rule that a value breaks.
 *
 * @param rule what is required
 * @param cure what to do
 */
record Violation(String rule, String cure) {

	static final Violation NOT_SUPPORTED = new Violation("is not supported yet", "Remove it, it would not be enforced");

	static Violation ofKind(SpecSchema schema) {
		return new Violation("must be " + schema.kind().description(), Cures.forKind(schema));
	}

	static Violation ofNothing(SpecSchema schema) {
		return new Violation("must be %s, but nothing is given".formatted(schema.kind().description()),
				Cures.forNothing(schema));
	}

	/**
	 * A string is expected, but YAML reads something else.
	 * @param schema the schema of the value
	 * @param read what it is read as
	 * @param number the number that is written, {@code null} if it is not a number
	 * @return the violation
	 */
	static Violation ofUnquoted(SpecSchema schema, String read, @Nullable Object number) {
		return new Violation("must be a string, but is read as " + read, (schema.isDuration() && number != null)
				? "Add a unit, such as " + number + "s" : "Quote it, so that it stays the string that is written");
	}

}
