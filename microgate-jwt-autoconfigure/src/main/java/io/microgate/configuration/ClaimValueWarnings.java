package io.microgate.configuration;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Finds matchers of claims that are valid but probably compare something else than what
 * is meant.
 */
final class ClaimValueWarnings {

	private static final Set<String> SCOPES = Set.of("scope", "scp");

	private static final String WHOLE_SCOPE = "; a regex such as ^(.* )?read( .*)?$ finds whole scopes only";

	private static final Map<String, String> PARTS_OF_SCOPES = Map.of("contains",
			"is also found within longer scopes, as 'read' is in 'readonly'", "prefix",
			"also matches longer scopes, and finds no other than the first where all scopes are one string", "suffix",
			"also matches longer scopes, and finds no other than the last where all scopes are one string");

	/** A claim that some providers fill with what Spring Security calls authorities. */
	private static final String AUTHORITIES = "authorities";

	private static final Pattern AUTHORITY = Pattern.compile("\\^?\\(*(\\?:)?(ROLE|SCOPE)_.*", Pattern.DOTALL);

	private static final Pattern JSON_QUOTES = Pattern.compile("\"[^\"]*\"");

	private static final Pattern JSON_ARRAY = Pattern.compile("\\s*\\[.*]\\s*", Pattern.DOTALL);

	private final BiConsumer<SpecElement<?>, String> warnings;

	ClaimValueWarnings(BiConsumer<SpecElement<?>, String> warnings) {
		this.warnings = warnings;
	}

	/**
	 * Checks how a claim is compared.
	 * @param claim a claim with name and value
	 * @param derived whether the JWT derives the claim
	 */
	void check(SpecElement<?> claim, boolean derived) {
		if (isNamed(claim, SCOPES) && !derived) {
			checkPartsOfScopes(claim);
		}
		for (SpecElement<String> string : claim.find("value.matcher.exact|prefix|suffix|contains|regex",
				String.class)) {
			checkJson(string);
			if (AUTHORITY.matcher(string.spec()).matches() && !isNamed(claim, Set.of(AUTHORITIES))) {
				this.warnings.accept(string, "has the prefix of an authority of Spring Security, which is no part of a"
						+ " claim's value unless the identity provider puts it there");
			}
		}
	}

	private static boolean isNamed(SpecElement<?> claim, Set<String> names) {
		return claim.find("name", String.class).stream().anyMatch((name) -> names.contains(name.spec()));
	}

	private void checkPartsOfScopes(SpecElement<?> claim) {
		PARTS_OF_SCOPES.forEach((operator, warning) -> {
			for (SpecElement<String> part : claim.find("value.matcher." + operator, String.class)) {
				this.warnings.accept(part, warning + WHOLE_SCOPE);
			}
		});
	}

	private void checkJson(SpecElement<String> string) {
		if (JSON_QUOTES.matcher(string.spec()).find()) {
			this.warnings.accept(string,
					"has the quotes of JSON, which are no part of a claim's value; elements of an array are compared one by one");
		}
		else if (string.path().name().equals("exact") && JSON_ARRAY.matcher(string.spec()).matches()) {
			this.warnings.accept(string, "has the brackets of a JSON array, whose elements are compared one by one");
		}
	}

	/**
	 * Checks whether a single scope is compared with the whole claim, which is right if
	 * it is a list.
	 * @param claim a claim that is not derived
	 */
	void checkWholeScope(SpecElement<?> claim) {
		if (isNamed(claim, SCOPES)) {
			for (SpecElement<String> scope : claim.find("value.matcher.exact", String.class)) {
				this.warnings.accept(scope,
						"does not match if the token has further scopes in the same string" + WHOLE_SCOPE);
			}
		}
	}

}
