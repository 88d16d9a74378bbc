package io.microgate.configuration;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Words for what to do about a wrong name or kind.
 */
final class Cures {

	private static final int MAX_NAMES = 20;

	private Cures() {
	}

	static String forUnknownKey(@Nullable String meant, Collection<String> known) {
		if (meant != null) {
			return "Did you mean '%s'?".formatted(meant);
		}
		return known.isEmpty() ? "Remove it, nothing but {} may stand here"
				: "Remove it, known here: " + String.join(", ", known);
	}

	static String forKind(SpecSchema schema) {
		return switch (schema.kind()) {
			case OBJECT -> schema.children().isEmpty() ? "Write {}"
					: "Write keys below it, known here: " + String.join(", ", schema.fields());
			case MAP -> "Write one entry per name below it, a name of digits in quotes";
			case LIST -> "Write a list, each item with a dash";
			case STRING -> "Write a single string";
			case INTEGER -> "Write a number without a fraction, at most 2147483647";
			case BOOLEAN -> "Write one of true, false";
		};
	}

	static String forNothing(SpecSchema schema) {
		return (schema.kind() == SpecSchema.Kind.OBJECT)
				? "Remove the key, or write {} if an object without keys is meant"
				: "Remove the key, or give it a value";
	}

	static String forUnknownName(String written, Collection<String> known) {
		String meant = NearestName.find(written, known);
		String names = known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().limit(MAX_NAMES).toList())
				+ ((known.size() > MAX_NAMES) ? ", ..." : "");
		return ((meant != null) ? "Did you mean '%s'? ".formatted(meant) : "Name one that exists. ") + "Known: "
				+ names;
	}

}
