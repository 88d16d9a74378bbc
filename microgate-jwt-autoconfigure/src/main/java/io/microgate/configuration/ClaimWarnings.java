package io.microgate.configuration;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.jwt.JwtSpec.RequireAny;

/**
 * Finds conditions on claims that are valid but probably compare something else than what
 * is meant.
 */
final class ClaimWarnings {

	private static final Set<String> SCOPES = Set.of("scope", "scp");

	private static final Pattern JSON_QUOTES = Pattern.compile("\"[^\"]*\"");

	/**
	 * Identifiers with dots between them, but no name that begins or ends as a domain.
	 */
	private static final Pattern NESTED = Pattern
		.compile("(?!(com|org|net|io)\\.)[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)+(?<!\\.(com|org|net|io))");

	private final BiConsumer<SpecElement<?>, String> warnings;

	/**
	 * Creates the warnings about claims.
	 * @param warnings takes an element and the warning about it
	 */
	ClaimWarnings(BiConsumer<SpecElement<?>, String> warnings) {
		this.warnings = warnings;
	}

	/**
	 * Checks a condition on a claim, of a policy or of an entry of a JWT.
	 * @param claim the condition, which has a name and may have a value
	 */
	void check(SpecElement<?> claim) {
		for (SpecElement<String> name : claim.find("name", String.class)) {
			if (NESTED.matcher(name.spec()).matches()) {
				this.warnings.accept(name,
						"is the name of a single claim with a dot in it, not a path into an object, so a nested claim is not found");
			}
			if (SCOPES.contains(name.spec())) {
				checkScope(claim);
			}
		}
		for (SpecElement<String> string : claim.find("value.matcher.exact|prefix|suffix|contains|regex",
				String.class)) {
			if (JSON_QUOTES.matcher(string.spec()).find()) {
				this.warnings.accept(string,
						"has the quotes of JSON, which are no part of a claim's value; elements of an array are compared one by one");
			}
		}
	}

	/**
	 * Checks that an entry of a JWT limits each claim that its issuer depends on.
	 * @param entry the entry
	 */
	void checkTenants(SpecElement<RequireAny> entry) {
		Set<String> limited = new HashSet<>();
		for (SpecElement<EntryClaim> claim : entry.find("extensions.claims", EntryClaim.class)) {
			if (claim.spec().name() != null && claim.spec().value() != null) {
				limited.add(claim.spec().name());
			}
		}
		for (SpecElement<String> template : entry.find("extensions.issuerTemplate", String.class)) {
			for (String claim : IssuerTemplate.claims(template.spec())) {
				if (!limited.contains(claim)) {
					this.warnings.accept(template,
							"accepts tokens of any tenant, because no matcher among the 'claims' of this entry limits '%s'"
								.formatted(claim));
				}
			}
		}
	}

	private void checkScope(SpecElement<?> claim) {
		for (SpecElement<String> contains : claim.find("value.matcher.contains", String.class)) {
			this.warnings.accept(contains, "is also found within longer scopes, as 'read' is in 'readonly'; "
					+ "a regex such as (^| )read( |$) finds whole scopes only");
		}
	}

}
