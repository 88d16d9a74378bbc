package io.microgate.configuration;

import java.util.Collection;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Words for what to do about a wrong name.
 */
final class Cures {

	private static final int MAX_NAMES = 20;

	private Cures() {
	}

	static String forUnknownKey(String written, @Nullable String meant, Collection<String> known) {
		if (meant != null) {
			boolean camelCase = written.chars().anyMatch(Character::isUpperCase);
			return forUnknownField(camelCase ? meant : DataObjectPropertyName.toDashedForm(meant), known);
		}
		return forUnknownField(null, known);
	}

	static String forUnknownField(@Nullable String meant, Collection<String> known) {
		if (meant != null) {
			return "Did you mean '%s'?".formatted(meant);
		}
		return known.isEmpty() ? "Remove it, nothing but {} may stand here"
				: "Remove it, known here: " + String.join(", ", known);
	}

	/**
	 * What to write in place of a value of another kind.
	 * @param known what may stand there
	 * @param spelling how a key is spelled there
	 * @return the cure
	 */
	static String forKind(KnownKey known, Function<KnownKey, String> spelling) {
		return switch (known.kind()) {
			case OBJECT -> known.children().isEmpty() ? "Write {}" : "Write keys below it, known here: "
					+ String.join(", ", known.children().values().stream().map(spelling).toList());
			case MAP -> "Write one entry per name below it, a name of digits in quotes";
			case LIST -> "Write a list, each item with a dash";
			case TEXT -> "Write a single text";
			case NUMBER -> "Write a number without a fraction, at most 2147483647";
			case FLAG -> "Write true or false";
		};
	}

	/**
	 * What to do about a key that has no value.
	 * @param known what may stand there
	 * @return the cure
	 */
	static String forNothing(KnownKey known) {
		return (known.kind() == KnownKey.Kind.OBJECT) ? "Remove the key, or write {} if an object without keys is meant"
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
