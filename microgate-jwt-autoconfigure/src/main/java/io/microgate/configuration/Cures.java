package io.microgate.configuration;

import java.util.Collection;

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
			return "Did you mean '%s'?".formatted(camelCase ? meant : DataObjectPropertyName.toDashedForm(meant));
		}
		return known.isEmpty() ? "Remove it, nothing but {} may stand here"
				: "Remove it, known here: " + String.join(", ", known);
	}

	static String forUnknownName(String written, Collection<String> known) {
		String meant = NearestName.find(written, known);
		String names = known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().limit(MAX_NAMES).toList())
				+ ((known.size() > MAX_NAMES) ? ", ..." : "");
		return ((meant != null) ? "Did you mean '%s'? ".formatted(meant) : "Name one that exists. ") + "Known: "
				+ names;
	}

}
