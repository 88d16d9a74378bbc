package io.microgate.configuration;

import java.util.List;
import java.util.stream.Stream;

import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.tls.TlsSpec.AllowedSan;
import io.microgate.tls.TlsSpec.Custom;

/**
 * The regular expressions of a configuration that find rather than match.
 */
final class RegexConditions {

	private RegexConditions() {
	}

	static List<Located<String>> onPaths(MicrogateProperties properties) {
		return conditions(properties).flatMap((conditions) -> conditions.child("path", RequestConditions::path))
			.flatMap(RegexConditions::regex)
			.toList();
	}

	static List<Located<String>> elsewhere(MicrogateProperties properties) {
		return Stream
			.of(subjects(properties).flatMap(RegexConditions::regex),
					claims(properties).flatMap(RegexConditions::regex), headers(properties), mediaTypes(properties),
					serverNames(properties))
			.flatMap((regexes) -> regexes)
			.toList();
	}

	/** Those that see what a client sends before its token is verified. */
	static Stream<Located<String>> beforeAuthentication(MicrogateProperties properties) {
		return Stream
			.of(onPaths(properties).stream(), headers(properties), mediaTypes(properties),
					subjects(properties).flatMap(RegexConditions::regex))
			.flatMap((regexes) -> regexes);
	}

	private static Stream<Located<RequestConditions>> conditions(MicrogateProperties properties) {
		return PolicyChecks.entries(properties)
			.flatMap((entry) -> entry.child("requestConditions", PolicySpec::requestConditions));
	}

	private static Stream<Located<String>> headers(MicrogateProperties properties) {
		return conditions(properties).flatMap((conditions) -> conditions.child("header", RequestConditions::header))
			.flatMap((header) -> Stream.concat(
					header.child("name", Header::name).flatMap(RegexConditions::caselessRegex),
					header.child("value", Header::value).flatMap(RegexConditions::regex)));
	}

	private static Stream<Located<String>> mediaTypes(MicrogateProperties properties) {
		return conditions(properties)
			.flatMap((conditions) -> conditions.child("mediaType", RequestConditions::mediaType))
			.flatMap(RegexConditions::caselessRegex);
	}

	private static Stream<Located<String>> serverNames(MicrogateProperties properties) {
		return JwksChecks.customs(properties)
			.flatMap((custom) -> custom.items("allowedSans", Custom::allowedSans))
			.flatMap((san) -> san.child("matcher", AllowedSan::matcher))
			.flatMap((matcher) -> matcher.child("regex", StringMatcherSpec::regex));
	}

	private static Stream<Located<MatcherSpec>> subjects(MicrogateProperties properties) {
		return Located.resources("jwts", properties.jwts())
			.flatMap((jwt) -> jwt.items("requireAny", JwtSpec::requireAny))
			.flatMap((entry) -> entry.child("subject", RequireAny::subject));
	}

	private static Stream<Located<MatcherSpec>> claims(MicrogateProperties properties) {
		return PolicyChecks.entries(properties)
			.flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
			.flatMap((authorization) -> Stream.concat(authorization.items("requireAll", Authorization::requireAll),
					authorization.items("requireAny", Authorization::requireAny)))
			.flatMap((requirement) -> requirement.child("jwt", Requirement::jwt))
			.flatMap((jwt) -> jwt.child("claim", JwtRequirement::claim))
			.flatMap((claim) -> claim.child("value", Claim::value));
	}

	private static Stream<Located<String>> regex(Located<MatcherSpec> spec) {
		return spec.child("matcher", MatcherSpec::matcher)
			.flatMap((matcher) -> matcher.child("regex", StringMatcherSpec::regex));
	}

	private static Stream<Located<String>> caselessRegex(Located<CaselessMatcherSpec> spec) {
		return spec.child("matcher", CaselessMatcherSpec::matcher)
			.flatMap((matcher) -> matcher.child("regex", CaselessMatcherSpec.Matcher::regex));
	}

}
