package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.Re2Expression;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;

/**
 * Rejects regular expressions that a client could make expensive: those that see what it
 * sends before it is authenticated.
 */
final class ExpressionChecks {

	private static final String REGULAR_EXPRESSION = "RegularExpression";

	private static final String CONDITIONS = "accessControlPolicies.policies.requestConditions.";

	private static final String SUBJECTS = "jwts.requireAny.subject.matcher.regex";

	private static final String ENTRY_CLAIMS = "jwts.requireAny.extensions.claims.value.matcher.regex";

	private static final String HEADERS = CONDITIONS + "header.name|value.matcher.regex";

	private static final String MEDIA_TYPES = CONDITIONS + "mediaType.matcher.regex";

	private static final String SERVER_NAMES = "jwks.provider.remote.tls.certificateVerification.custom.allowedSans"
			+ ".matcher.regex";

	private final Problems problems;

	ExpressionChecks(Problems problems) {
		this.problems = problems;
	}

	/** Finds the expressions of conditions on paths. */
	static List<SpecElement<String>> onPaths(MicrogateProperties properties) {
		return SpecElement.find(properties, CONDITIONS + "path.matcher.regex", String.class);
	}

	/** Finds the other expressions that are searched for in a string. */
	static List<SpecElement<String>> elsewhere(MicrogateProperties properties) {
		List<SpecElement<String>> found = find(properties, SUBJECTS, ENTRY_CLAIMS);
		for (String claims : AuthorizationChecks.CLAIMS) {
			found.addAll(find(properties, AuthorizationChecks.AUTHORIZATIONS + "." + claims + ".value.matcher.regex"));
		}
		for (String requirements : CertificateChecks.REQUIREMENTS) {
			found.addAll(find(properties, "%s.%s.clientCertificate.issuer|subject|san.value.matcher.regex"
				.formatted(AuthorizationChecks.AUTHORIZATIONS, requirements)));
		}
		found.addAll(find(properties, HEADERS, MEDIA_TYPES, SERVER_NAMES));
		return found;
	}

	private static List<SpecElement<String>> find(MicrogateProperties properties, String... places) {
		List<SpecElement<String>> found = new ArrayList<>();
		for (String place : places) {
			found.addAll(SpecElement.find(properties, place, String.class));
		}
		return found;
	}

	void check(MicrogateProperties properties) {
		List<SpecElement<String>> conditions = onPaths(properties);
		conditions.addAll(find(properties, HEADERS, MEDIA_TYPES, SUBJECTS));
		for (SpecElement<String> regex : conditions) {
			checkCost(regex, Re2Expression.isValid(regex.spec()));
		}
		for (SpecElement<PathMatch> path : SpecElement.find(properties, "routes.matches.path", PathMatch.class)) {
			checkSyntax(path, path.spec().type());
		}
		for (SpecElement<ValueMatch> value : SpecElement.find(properties, "routes.matches.headers|queryParams",
				ValueMatch.class)) {
			checkSyntax(value, value.spec().type());
		}
	}

	private void checkSyntax(SpecElement<?> match, String type) {
		if (REGULAR_EXPRESSION.equals(type)) {
			for (SpecElement<String> regex : match.find("value", String.class)) {
				boolean valid = Re2Expression.isValid(regex.spec());
				if (!valid) {
					this.problems.add(regex.path(), regex.spec(), Constraint.RE2_RULE, Constraint.RE2_CURE);
				}
				checkCost(regex, valid);
			}
		}
	}

	/** Read as ignoring case, which costs no less. */
	private void checkCost(SpecElement<String> regex, boolean valid) {
		if (valid && !Re2Expression.compile(regex.spec(), true).isAffordable()) {
			this.problems.add(regex.path(), regex.spec(),
					"must be cheaper to match, because a client can cause that before it is authenticated",
					"Anchor it with ^, lower its repetition counts, or use prefix, suffix or contains");
		}
	}

}
