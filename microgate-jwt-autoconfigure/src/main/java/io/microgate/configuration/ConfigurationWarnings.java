package io.microgate.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.microgate.constraint.DurationText;
import io.microgate.jwks.JwksSpec.Remote;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.match.Re2Expression;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.RouteSpec;
import io.microgate.tls.TlsSpec;
import io.microgate.tls.TlsSpec.CertificateVerification;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * What is allowed in a configuration but lets in more than one may think.
 */
final class ConfigurationWarnings {

	/**
	 * Refused by servers and by Spring Security's firewall unless told otherwise.
	 */
	private static final Set<String> UNSERVED_METHODS = Set.of("CONNECT", "TRACE");

	private static final Duration MAX_SKEW = Duration.ofMinutes(5);

	private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1");

	private final List<String> texts = new ArrayList<>();

	private final Provenance provenance;

	private ConfigurationWarnings(Provenance provenance) {
		this.provenance = provenance;
	}

	/**
	 * What an operator should look at.
	 * @param configuration a configuration that has been checked
	 * @param environment the environment that it comes from
	 * @return warnings, each beginning with the place
	 */
	static List<String> of(ReadConfiguration configuration, Environment environment) {
		MicrogateProperties properties = configuration.properties();
		ConfigurationWarnings warnings = new ConfigurationWarnings(configuration.provenance());
		warnings.addJwks(properties);
		warnings.addJwts(properties);
		warnings.addPolicies(properties);
		warnings.addMethods(properties);
		warnings.addRegexes(properties);
		warnings.texts.addAll(configuration.routeOrder().warnings());
		new ClaimWarnings(warnings::add).check(properties);
		warnings.addHostnames(properties);
		if (ResourceServerProperties.areSet(environment)) {
			warnings.texts
				.add("'%s.*' has no effect on the routes of Microgate, whose tokens are verified by 'microgate.jwts'"
					.formatted(ResourceServerProperties.PREFIX));
		}
		new ForwardedHeaders(environment).conditionsWithoutProxyList(properties)
			.forEach((condition) -> warnings.add(condition,
					"judges an address that any client can claim, because forwarded headers are used without a list of"
							+ " trusted proxies (on Tomcat: server.tomcat.remoteip.trusted-proxies)"));
		if (environment instanceof ConfigurableEnvironment configurable) {
			warnings.addOpenHealth(properties, new OpenHealth(configurable));
		}
		if ("pass".equals(properties.unmatchedRequests())) {
			warnings.texts.add("'%s' lets requests pass that no route matches"
				.formatted(PropertyPath.ROOT.child("unmatchedRequests")));
		}
		return List.copyOf(warnings.texts);
	}

	/**
	 * What is worth knowing but probably meant.
	 * @param configuration a configuration that has been checked
	 * @return hints, of which those on a place begin with it
	 */
	static List<String> hints(ReadConfiguration configuration) {
		MicrogateProperties properties = configuration.properties();
		ConfigurationWarnings hints = new ConfigurationWarnings(configuration.provenance());
		RegexConditions.onPaths(properties)
			.stream()
			.filter((regex) -> hasOpenEnd(regex.spec()))
			.forEach((regex) -> hints.add(regex, "has an open end, so it finds every path that begins like this"));
		hints.texts.addAll(configuration.manifests().hints(properties));
		return List.copyOf(hints.texts);
	}

	private void addOpenHealth(MicrogateProperties properties, OpenHealth health) {
		health.broaderRoutes(properties)
			.forEach((route) -> add(route,
					"does not protect '%s', which shows its details to everybody because '%s' is 'always': give '%s/**' a route of its own, or set it to 'when-authorized'"
						.formatted(health.path(), health.setting(), health.path())));
	}

	private void add(Located<?> located, String text) {
		this.texts.add("%s %s".formatted(this.provenance.quote(located.path()), text));
	}

	private void addJwks(MicrogateProperties properties) {
		JwksChecks.remotes(properties)
			.flatMap((remote) -> remote.child("uri", Remote::uri))
			.filter((uri) -> uri.spec().startsWith("http://"))
			.forEach((uri) -> add(uri, "fetches keys over plain http, so whoever is on the way can replace them"));
		JwksChecks.remotes(properties)
			.flatMap((remote) -> remote.child("tls", Remote::tls))
			.flatMap((tls) -> tls.child("certificateVerification", TlsSpec::certificateVerification))
			.flatMap((verification) -> verification.child("disabled", CertificateVerification::disabled))
			.forEach((disabled) -> add(disabled,
					"accepts any certificate, so whoever is on the way can replace the keys"));
	}

	private void addJwts(MicrogateProperties properties) {
		List<Located<JwtSpec>> jwts = Located.resources("jwts", properties.jwts()).toList();
		jwts.stream()
			.flatMap((jwt) -> jwt.child("expirationRequired", JwtSpec::expirationRequired))
			.filter((required) -> !required.spec())
			.forEach((required) -> add(required, "accepts tokens that never expire"));
		jwts.stream()
			.flatMap((jwt) -> jwt.child("clockSkewTolerance", JwtSpec::clockSkewTolerance))
			.filter((skew) -> DurationText.parse(skew.spec()).compareTo(MAX_SKEW) > 0)
			.forEach((skew) -> add(skew,
					"accepts tokens for %s after they have expired, clocks rarely differ by more than 5m"
						.formatted(skew.spec())));
		jwts.stream()
			.flatMap((jwt) -> jwt.items("requireAny", JwtSpec::requireAny))
			.filter((entry) -> isForAnyone(entry.spec()))
			.forEach((entry) -> add(entry,
					"checks neither issuer nor audiences, so every token of these keys satisfies it"));
		jwts.stream()
			.flatMap((jwt) -> jwt.items("extractionSources", JwtSpec::extractionSources))
			.flatMap((source) -> source.child("queryParameter", ExtractionSource::queryParameter))
			.forEach(
					(source) -> add(source, "takes tokens from the query string, which ends up in logs and histories"));
	}

	/** Each request to {@code localhost} is refused then, which looks like a mistake. */
	private void addHostnames(MicrogateProperties properties) {
		Collection<RouteSpec> routes = properties.routes().values();
		boolean local = routes.stream()
			.anyMatch(
					(route) -> route.hostnames() == null || route.hostnames().stream().anyMatch(LOCAL_HOSTS::contains));
		if (!routes.isEmpty() && !local) {
			this.texts
				.add("Every route is limited to hostnames, and 'localhost' is not among them, so requests of a local"
						+ " run get 403 unless their Host header names one of these hosts");
		}
	}

	private static boolean isForAnyone(RequireAny entry) {
		return entry.issuer() == null && entry.audiences() == null;
	}

	private void addPolicies(MicrogateProperties properties) {
		PolicyChecks.entries(properties)
			.flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
			.filter((authorization) -> isOpen(authorization.spec()))
			.forEach((authorization) -> add(authorization, "is open, the requests of this entry need no token"));
	}

	private static boolean isOpen(Authorization authorization) {
		return authorization.authentication() == null && authorization.deny() == null;
	}

	private void addMethods(MicrogateProperties properties) {
		Stream<Located<String>> ofPolicies = PolicyChecks.entries(properties)
			.flatMap((entry) -> entry.child("requestConditions", PolicySpec::requestConditions))
			.flatMap((conditions) -> conditions.items("method", RequestConditions::method));
		Stream<Located<String>> ofRoutes = Located.resources("routes", properties.routes())
			.flatMap((route) -> route.items("matches", RouteSpec::matches))
			.flatMap((match) -> match.child("method", RouteSpec.Match::method));
		Stream.concat(ofPolicies, ofRoutes)
			.filter((method) -> UNSERVED_METHODS.contains(method.spec()))
			.forEach((method) -> add(method,
					"is %s, which the server refuses before a policy is asked".formatted(method.spec())));
	}

	private void addRegexes(MicrogateProperties properties) {
		Stream
			.concat(RegexConditions.onPaths(properties).stream().filter((regex) -> !hasOpenEnd(regex.spec())),
					RegexConditions.elsewhere(properties).stream())
			.filter((regex) -> !isAnchored(regex.spec()))
			.forEach((regex) -> add(regex, "is not anchored by ^ and $, so it is found anywhere in the text"));
	}

	private static boolean isAnchored(String regex) {
		Re2Expression expression = Re2Expression.compile(regex);
		return expression.isAnchoredAtStart() && expression.isAnchoredAtEnd();
	}

	private static boolean hasOpenEnd(String regex) {
		Re2Expression expression = Re2Expression.compile(regex);
		return expression.isAnchoredAtStart() && !expression.isAnchoredAtEnd();
	}

}
