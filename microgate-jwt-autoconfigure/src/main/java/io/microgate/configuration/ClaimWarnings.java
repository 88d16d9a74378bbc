package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.DerivedClaim;
import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.match.RelaxedName;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions on claims that are valid but probably compare something else than what
 * is meant.
 */
final class ClaimWarnings {

	private static final String NESTED = "is the name of a single claim with %s in it, not a path into an object,"
			+ " so a nested claim is not found";

	private final Map<String, JwtSpec> jwts;

	private final BiConsumer<SpecElement<?>, String> warnings;

	private final ClaimValueWarnings values;

	/**
	 * Creates the warnings about claims.
	 * @param jwts the JWTs by name, which derive claims
	 * @param warnings takes an element and the warning about it
	 */
	ClaimWarnings(Map<String, JwtSpec> jwts, BiConsumer<SpecElement<?>, String> warnings) {
		this.jwts = jwts;
		this.warnings = warnings;
		this.values = new ClaimValueWarnings(warnings);
	}

	void checkPrincipal(SpecElement<JwtSpec> jwt) {
		for (String place : List.of("extensions.authorities.claim", "extensions.principalClaim")) {
			for (SpecElement<String> name : jwt.find(place, String.class)) {
				checkName(name, jwt.spec());
			}
		}
		for (SpecElement<DerivedClaim> claim : jwt.find("extensions.claims", DerivedClaim.class)) {
			checkPath(claim.find("path", String.class));
		}
	}

	/** A name with a dot is as likely meant as one where the path has other names too. */
	private void checkPath(List<SpecElement<String>> path) {
		String separator = (path.size() == 1) ? NestedClaimName.separator(path.get(0).spec()) : null;
		if (separator != null) {
			this.warnings
				.accept(path.get(0),
						("is the name of a single member with %s in it, so the claim is absent if objects are nested;"
								+ " a path has an item for each name, such as [realm_access, roles]")
							.formatted(separator));
		}
	}

	void checkConditions(SpecElement<Authorization> authorization) {
		JwtSpec jwt = jwt(authorization);
		for (SpecElement<Claim> claim : conditions(authorization)) {
			for (SpecElement<String> name : claim.find("name", String.class)) {
				checkName(name, jwt);
			}
			this.values.check(claim, isDerived(claim.spec().name(), jwt));
		}
	}

	/**
	 * Checks what is right for the tokens of some providers only.
	 * @param authorization the authorization of an entry
	 */
	void checkWholeScopes(SpecElement<Authorization> authorization) {
		JwtSpec jwt = jwt(authorization);
		for (SpecElement<Claim> claim : conditions(authorization)) {
			if (!isDerived(claim.spec().name(), jwt)) {
				this.values.checkWholeScope(claim);
			}
		}
	}

	private static List<SpecElement<Claim>> conditions(SpecElement<Authorization> authorization) {
		List<SpecElement<Claim>> conditions = new ArrayList<>();
		for (String claims : AuthorizationChecks.CLAIMS) {
			conditions.addAll(authorization.find(claims, Claim.class));
		}
		return conditions;
	}

	private @Nullable JwtSpec jwt(SpecElement<Authorization> authorization) {
		List<SpecElement<String>> name = authorization.find("authentication.jwt.jwtRef.name", String.class);
		return name.isEmpty() ? null : this.jwts.get(name.get(0).spec());
	}

	private static boolean isDerived(@Nullable String name, @Nullable JwtSpec jwt) {
		return name != null && jwt != null && jwt.extensions().claims().containsKey(name);
	}

	private void checkName(SpecElement<String> name, @Nullable JwtSpec jwt) {
		if (isDerived(name.spec(), jwt)) {
			return;
		}
		String similar = similarDerived(name.spec(), jwt);
		String separator = NestedClaimName.separator(name.spec());
		if (similar != null) {
			this.warnings.accept(name,
					"is not the derived claim '%s', because names of claims are compared to the letter"
						.formatted(similar));
		}
		else if (separator != null) {
			this.warnings.accept(name, NESTED.formatted(separator)
					+ "; a derived claim of that name finds it ('extensions.claims' of the JWT)");
		}
	}

	private static @Nullable String similarDerived(String name, @Nullable JwtSpec jwt) {
		if (jwt != null) {
			for (String derived : jwt.extensions().claims().keySet()) {
				if (RelaxedName.uniform(derived).equals(RelaxedName.uniform(name))) {
					return derived;
				}
			}
		}
		return null;
	}

	/**
	 * Checks the claims of the entries of a JWT, which are never derived ones.
	 * @param jwt the JWT
	 */
	void checkEntries(SpecElement<JwtSpec> jwt) {
		for (SpecElement<RequireAny> entry : jwt.find("requireAny", RequireAny.class)) {
			for (SpecElement<EntryClaim> claim : entry.find("extensions.claims", EntryClaim.class)) {
				for (SpecElement<String> name : claim.find("name", String.class)) {
					checkOwnName(name, jwt.spec().extensions().claims().get(name.spec()));
				}
				this.values.check(claim, false);
			}
			checkTenants(entry);
		}
	}

	/**
	 * A derived claim that begins with the token's claim of that name is another form of
	 * it.
	 */
	private void checkOwnName(SpecElement<String> name, @Nullable DerivedClaim derived) {
		String separator = NestedClaimName.separator(name.spec());
		List<String> path = (derived != null) ? derived.path() : null;
		if (path != null && !path.get(0).equals(name.spec())) {
			this.warnings.accept(name, "is compared with the token's own claim of that name, not with the derived one;"
					+ " conditions of a policy see derived claims");
		}
		else if (separator != null) {
			this.warnings.accept(name, NESTED.formatted(separator));
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

}
