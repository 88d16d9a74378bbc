package io.microgate.configuration;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Requirement;

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

	private final BiConsumer<Located<?>, String> warnings;

	/**
	 * Warnings about claims.
	 * @param warnings takes a place and what is to be said of it
	 */
	ClaimWarnings(BiConsumer<Located<?>, String> warnings) {
		this.warnings = warnings;
	}

	void check(MicrogateProperties properties) {
		PolicyChecks.entries(properties)
			.flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
			.flatMap((authorization) -> Stream.concat(authorization.items("requireAll", Authorization::requireAll),
					authorization.items("requireAny", Authorization::requireAny)))
			.flatMap((requirement) -> requirement.child("jwt", Requirement::jwt))
			.flatMap((jwt) -> jwt.child("claim", JwtRequirement::claim))
			.forEach(this::check);
	}

	private void check(Located<Claim> claim) {
		claim.child("name", Claim::name)
			.filter((name) -> NESTED.matcher(name.spec()).matches())
			.forEach((name) -> this.warnings.accept(name,
					"is the name of a single claim with a dot in it, not a path into an object, so a nested claim is not found"));
		claim.child("value", Claim::value)
			.flatMap((value) -> value.child("matcher", MatcherSpec::matcher))
			.forEach((matcher) -> check(String.valueOf(claim.spec().name()), matcher));
	}

	private void check(String name, Located<StringMatcherSpec> matcher) {
		if (SCOPES.contains(name)) {
			matcher.child("contains", StringMatcherSpec::contains)
				.forEach((contains) -> this.warnings.accept(contains,
						"is also found within longer scopes, as 'read' is in 'readonly'; "
								+ "a regex such as (^| )read( |$) finds whole scopes only"));
		}
		texts(matcher).filter((text) -> JSON_QUOTES.matcher(text.spec()).find())
			.forEach((text) -> this.warnings.accept(text,
					"has the quotes of JSON, which are no part of a claim's value; elements of an array are compared one by one"));
	}

	private static Stream<Located<String>> texts(Located<StringMatcherSpec> matcher) {
		return Stream
			.of(matcher.child("exact", StringMatcherSpec::exact), matcher.child("prefix", StringMatcherSpec::prefix),
					matcher.child("suffix", StringMatcherSpec::suffix),
					matcher.child("contains", StringMatcherSpec::contains),
					matcher.child("regex", StringMatcherSpec::regex))
			.flatMap((text) -> text);
	}

}
