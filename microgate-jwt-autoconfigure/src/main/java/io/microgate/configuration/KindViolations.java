package io.microgate.configuration;

import io.microgate.constraint.Violation;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a value that is not of the kind that its schema asks for.
 */
final class KindViolations {

	private KindViolations() {
	}

	static Violation wrong(SpecSchema schema) {
		return new Violation("must be " + schema.kind().description(), cure(schema));
	}

	private static String cure(SpecSchema schema) {
		return switch (schema.kind()) {
			case OBJECT -> schema.object().children().isEmpty() ? "Write {}"
					: "Write keys below it, known here: " + String.join(", ", schema.object().fields());
			case MAP -> "Write one entry per name below it, a name of digits in quotes";
			case LIST -> "Write a list, each item with a dash";
			case STRING -> "Write a single string";
			case INTEGER -> "Write a number without a fraction, at most 2147483647";
			case BOOLEAN -> "Write one of true, false";
		};
	}

	static Violation nothing(SpecSchema schema) {
		return new Violation("must be %s, but nothing is given".formatted(schema.kind().description()),
				(schema.kind() == SpecKind.OBJECT) ? cureForNothing(schema.object())
						: "Remove the key, or give it a value");
	}

	/**
	 * The keys below may be indented too little. Removing the key, as well as {@code {}},
	 * would then take away what they require.
	 */
	private static String cureForNothing(SpecObject object) {
		if (object.children().isEmpty()) {
			return "Write {}";
		}
		return "Indent the keys that belong to it deeper than it, known here: %s. %s".formatted(
				String.join(", ", object.fields()),
				(object.type() == Authorization.class) ? "Without keys, as {}, it opens the entry to every client"
						: "An object without keys is written {}");
	}

	/**
	 * A string is expected, but YAML reads something else.
	 * @param schema the schema of the value
	 * @param read what it is read as
	 * @param number the number that is written, {@code null} if it is not a number
	 * @return the violation
	 */
	static Violation unquoted(SpecSchema schema, String read, @Nullable Object number) {
		return new Violation("must be a string, but is read as " + read, (schema.isDuration() && number != null)
				? "Add a unit, such as " + number + "s" : "Quote it, so that it stays the string that is written");
	}

}
