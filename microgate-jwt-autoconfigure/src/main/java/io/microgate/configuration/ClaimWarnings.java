package io.microgate.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import org.jspecify.annotations.Nullable;

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

	private static final String NESTED_WARNING = "is the name of a single claim with a dot in it, not a path into an object,"
			+ " so a nested claim is not found";

	private final Map<String, JwtSpec> jwts;

	private final BiConsumer<SpecElement<?>, String> warnings;

	/**
	 * Creates the warnings about claims.
	 * @param jwts the JWTs by name, which derive claims
	 * @param warnings takes an element and the warning about it
	 */
	ClaimWarnings(Map<String, JwtSpec> jwts, BiConsumer<SpecElement<?>, String> warnings) {
		this.jwts = jwts;
		this.warnings = warnings;
	}

	void checkPrincipal(SpecElement<JwtSpec> jwt) {
		for (String place : List.of("extensions.authorities.claim", "extensions.principalClaim")) {
			for (SpecElement<String> name : jwt.find(place, String.class)) {
				checkNested(name, jwt.spec());
			}
		}
	}

	void checkConditions(SpecElement<Authorization> authorization) {
		List<SpecElement<String>> jwt = authorization.find("authentication.jwt.jwtRef.name", String.class);
		for (String claims : AuthorizationChecks.CLAIMS) {
			for (SpecElement<Claim> claim : authorization.find(claims, Claim.class)) {
				for (SpecElement<String> name : claim.find("name", String.class)) {
					checkNested(name, jwt.isEmpty() ? null : this.jwts.get(jwt.get(0).spec()));
				}
				check(claim);
			}
		}
	}

	private void checkNested(SpecElement<String> name, @Nullable JwtSpec jwt) {
		boolean derived = jwt != null && jwt.extensions().claims().containsKey(name.spec());
		if (!derived && NESTED.matcher(name.spec()).matches()) {
			this.warnings.accept(name,
					NESTED_WARNING + "; a derived claim of that name finds it ('extensions.claims' of the JWT)");
		}
	}

	/**
	 * Checks the claims of an entry of a JWT, which are never derived ones.
	 * @param entry the entry
	 */
	void checkEntry(SpecElement<RequireAny> entry) {
		for (SpecElement<EntryClaim> claim : entry.find("extensions.claims", EntryClaim.class)) {
			for (SpecElement<String> name : claim.find("name", String.class)) {
				if (NESTED.matcher(name.spec()).matches()) {
					this.warnings.accept(name, NESTED_WARNING);
				}
			}
			check(claim);
		}
		checkTenants(entry);
	}

	private void check(SpecElement<?> claim) {
		for (SpecElement<String> name : claim.find("name", String.class)) {
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

	/** An entry limits each claim that its issuer depends on, or lets in any tenant. */
	private void checkTenants(SpecElement<RequireAny> entry) {
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
