package io.microgate.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Translates what the resource server says about authorities into the authorities of a
 * JWT.
 */
final class AuthorityMigration {

	private static final List<String> SCOPES = List.of("scope", "scp");

	/** Separate scopes as Microgate does. */
	private static final Set<String> SPACES = Set.of(" ", " +", "\\s", "\\s+");

	/** A claim, or a member of it, in an expression that only looks up names. */
	private static final Pattern MEMBER = Pattern.compile("\\[(?:'([^']+)'|\"([^\"]+)\"|([A-Za-z_$][\\w$]*))]");

	private static final Pattern MEMBERS = Pattern.compile("(?:" + MEMBER.pattern() + ")+");

	private final String prefix;

	private final boolean separatedBySpaces;

	private final List<Map<String, String>> rules = new ArrayList<>();

	private final Map<String, List<String>> derivedClaims = new LinkedHashMap<>();

	private final Map<String, String> remarks = new LinkedHashMap<>();

	private final Map<String, String> untranslated = new LinkedHashMap<>();

	AuthorityMigration(ResourceServerProperties properties) {
		String written = properties.written("jwt.authority-prefix");
		String delimiter = properties.written("jwt.authorities-claim-delimiter");
		String claim = properties.value("jwt.authorities-claim-name");
		List<String> expressions = properties.values("jwt.authorities-claim-expressions");
		this.prefix = Objects.requireNonNullElse(written, "SCOPE_");
		this.separatedBySpaces = delimiter == null || SPACES.contains(resolved(properties, delimiter));
		if (!expressions.isEmpty()) {
			expressions.forEach(this::addExpression);
		}
		else if (claim != null) {
			addClaim(claim, resolved(properties, claim));
		}
		else if (written != null || !this.separatedBySpaces) {
			SCOPES.forEach((scopes) -> addClaim(scopes, scopes));
			this.remarks.put((written != null) ? "jwt.authority-prefix" : "jwt.authorities-claim-delimiter",
					"A token with both 'scope' and 'scp' has the authorities of both; in the resource server it has"
							+ " those of 'scope' only.");
		}
		addSeparation((claim != null) ? resolved(properties, claim) : null);
	}

	private static String resolved(ResourceServerProperties properties, String value) {
		return Objects.requireNonNullElse(properties.resolved(value), value);
	}

	/** Scopes that other characters separate are not to become several authorities. */
	private void addClaim(String claim, String name) {
		if (SCOPES.contains(name) && !this.separatedBySpaces) {
			addDerivedClaim(List.of(claim));
		}
		else {
			addRule(claim);
		}
	}

	private void addRule(String claim) {
		Map<String, String> rule = new LinkedHashMap<>();
		rule.put("claim", claim);
		rule.put("prefix", this.prefix);
		this.rules.add(rule);
	}

	/** An expression that is left stands for a member that no token has. */
	private void addExpression(String expression) {
		if (MEMBERS.matcher(expression).matches()) {
			addDerivedClaim(MEMBER.matcher(expression).results().map(AuthorityMigration::name).toList());
			return;
		}
		addDerivedClaim(List.of(expression));
		this.untranslated.put("jwt.authorities-claim-expressions",
				"Only names in brackets are translated. Any other expression gives no authorities until 'path' is changed.");
	}

	private void addDerivedClaim(List<String> path) {
		String name = "authorities-" + (this.derivedClaims.size() + 1);
		this.derivedClaims.put(name, path);
		addRule(name);
	}

	private static String name(MatchResult member) {
		return Stream.of(member.group(1), member.group(2), member.group(3))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

	private void addSeparation(@Nullable String claim) {
		if (!this.separatedBySpaces) {
			this.untranslated.put("jwt.authorities-claim-delimiter", "A string is one authority, it is not split.");
		}
		else if (claim != null && !SCOPES.contains(claim)) {
			this.remarks.put("jwt.authorities-claim-name",
					"A string in this claim is one authority; the resource server splits it at spaces.");
		}
	}

	/** The authorities of the JWT, empty if they are those that it has by default. */
	List<Map<String, String>> rules() {
		return this.rules;
	}

	/** Paths by the names of the claims that the authorities need. */
	Map<String, List<String>> derivedClaims() {
		return this.derivedClaims;
	}

	/** What differs, by property. */
	Map<String, String> remarks() {
		return this.remarks;
	}

	/** What has no counterpart, by property. */
	Map<String, String> untranslated() {
		return this.untranslated;
	}

}
