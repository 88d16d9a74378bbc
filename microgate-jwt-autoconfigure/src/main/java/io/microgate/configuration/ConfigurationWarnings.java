package io.microgate.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.microgate.constraint.DurationText;
import io.microgate.constraint.Marker;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.Effect;
import io.microgate.coverage.EntryAuthorization;
import io.microgate.coverage.OpenHealth;
import io.microgate.jwks.FetchTarget;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.Named;
import io.microgate.jwt.JwtSpec.RequireAny;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.request.ForwardedHeaders;
import io.microgate.route.RouteSpec;

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
		if (configuration.fetchesKeys()) {
			warnings.addJwks(properties);
		}
		warnings.addJwts(properties);
		warnings.addPolicies(properties);
		warnings.addMethods(properties);
		new ExpressionWarnings(properties, warnings::add).check();
		warnings.texts.addAll(configuration.routeOrder().warnings());
		warnings.addClaims(properties);
		warnings.addHostnames(properties);
		new PropagationWarnings(properties, warnings::add).check();
		warnings.texts.addAll(configuration.notEnforced().warnings(configuration.provenance()));
		warnings.texts.addAll(ResourceServerMigration.warnings(environment, properties.routes().isEmpty()));
		if (new ForwardedHeaders(environment).areTakenFromAnyClient()) {
			warnings.addAll(PolicyChecks.remoteAddresses(properties),
					"judges an address that any client can claim, because forwarded headers are used without a list of"
							+ " trusted proxies (on Tomcat: server.tomcat.remoteip.trusted-proxies)");
		}
		if (configuration.fetchesKeys() && ServerTls.of(environment) == ServerTls.NONE) {
			warnings.addAll(CertificateChecks.uses(properties),
					"finds no certificate of a client unless code or a servlet container sets up TLS: set 'server.ssl.*' with '%s', or 'microgate.client-certificate' behind a proxy"
						.formatted(ServerTls.CLIENT_AUTHENTICATION));
		}
		if (environment instanceof ConfigurableEnvironment configurable) {
			warnings.addOpenHealth(properties, configuration.routeOrder().covered(), new OpenHealth(configurable));
		}
		warnings.texts.addAll(ProtectedResourceChecks.warnings(configuration, environment));
		if ("pass".equals(properties.unmatchedRequests())) {
			warnings.texts.add("'%s' lets requests pass that no route matches"
				.formatted(PropertyPath.ROOT.child("unmatchedRequests")));
		}
		return List.copyOf(warnings.texts);
	}

	/**
	 * Returns the warnings about what the configuration states on purpose: an entry that
	 * is open, and keys that are fetched without TLS from the loopback interface.
	 * @param properties a configuration that has been checked
	 * @param provenance where it comes from
	 * @return some of the warnings of {@link #of}
	 */
	static Set<String> expected(MicrogateProperties properties, Provenance provenance) {
		ConfigurationWarnings expected = new ConfigurationWarnings(provenance);
		expected.addPolicies(properties);
		expected.addPlainHttp(properties, FetchTarget::isLoopback);
		return Set.copyOf(expected.texts);
	}

	/**
	 * What is worth knowing but probably meant.
	 * @param configuration a configuration that has been checked
	 * @return hints, of which those on a place begin with it
	 */
	static List<String> hints(ReadConfiguration configuration) {
		MicrogateProperties properties = configuration.properties();
		ConfigurationWarnings hints = new ConfigurationWarnings(configuration.provenance());
		new ExpressionWarnings(properties, hints::add).checkOpenEnds();
		ClaimWarnings claims = new ClaimWarnings(properties.jwts(), hints::add);
		SpecElement.find(properties, AuthorizationChecks.AUTHORIZATIONS, Authorization.class)
			.forEach(claims::checkWholeScopes);
		Set<String> otherKinds = configuration.manifests().otherKinds();
		if (!otherKinds.isEmpty()) {
			hints.texts.add("Manifests of other kinds are passed over: " + String.join(", ", otherKinds));
		}
		List<String> ungoverned = ReferenceChecks.routesWithoutPolicy(properties);
		if (!ungoverned.isEmpty()) {
			hints.texts
				.add("No access control policy is attached to these HTTPRoutes, so their requests are %s: %s".formatted(
						"pass".equals(properties.unmatchedRequests()) ? "let pass undecided" : "refused as unmatched",
						String.join(", ", ungoverned)));
		}
		return List.copyOf(hints.texts);
	}

	private void addOpenHealth(MicrogateProperties properties, CoveredConfiguration covered, OpenHealth health) {
		Set<String> broader = health.broaderRoutes(covered);
		if (!broader.isEmpty()) {
			List<SpecElement<RouteSpec>> routes = SpecElement.find(properties, "routes", RouteSpec.class);
			routes.removeIf((route) -> !broader.contains(route.path().name()));
			addAll(routes,
					"does not protect '%s', which shows its details to every client because '%s' is 'always': give '%s/**' a route of its own, or set it to 'when-authorized'"
						.formatted(health.path(), health.setting(), health.path()));
		}
	}

	private void addAll(List<? extends SpecElement<?>> elements, String text) {
		for (SpecElement<?> element : elements) {
			add(element, text);
		}
	}

	private void add(SpecElement<?> element, String text) {
		this.texts.add("%s %s".formatted(this.provenance.quote(element.path()), text));
	}

	private void addJwks(MicrogateProperties properties) {
		addPlainHttp(properties, (uri) -> true);
		addAll(SpecElement.find(properties, "jwks.provider.remote.tls.certificateVerification.disabled", Marker.class),
				"accepts any certificate, so an attacker on the network path can replace the keys");
	}

	private void addPlainHttp(MicrogateProperties properties, Predicate<String> condition) {
		for (SpecElement<String> uri : SpecElement.find(properties, "jwks.provider.remote.uri", String.class)) {
			if (uri.spec().startsWith("http://") && condition.test(uri.spec())) {
				add(uri, "fetches keys over plain http, so an attacker on the network path can replace them");
			}
		}
	}

	private void addJwts(MicrogateProperties properties) {
		for (SpecElement<Boolean> required : SpecElement.find(properties, "jwts.expirationRequired", Boolean.class)) {
			if (!required.spec()) {
				add(required, "accepts tokens that never expire");
			}
		}
		for (SpecElement<String> skew : SpecElement.find(properties, "jwts.clockSkewTolerance", String.class)) {
			if (DurationText.parse(skew.spec()).compareTo(MAX_SKEW) > 0) {
				add(skew, "accepts tokens for %s after they have expired, clocks rarely differ by more than 5m"
					.formatted(skew.spec()));
			}
		}
		for (SpecElement<RequireAny> entry : SpecElement.find(properties, "jwts.requireAny", RequireAny.class)) {
			if (entry.spec().issuer() == null && entry.spec().extensions().issuerTemplate() == null
					&& entry.spec().audiences() == null) {
				add(entry, "checks neither issuer nor audiences, so every token of these keys satisfies it");
			}
		}
		addAll(SpecElement.find(properties, "jwts.extractionSources.queryParameter", Named.class),
				"takes tokens from the query string, which ends up in logs and histories");
	}

	private void addClaims(MicrogateProperties properties) {
		ClaimWarnings claims = new ClaimWarnings(properties.jwts(), this::add);
		for (SpecElement<JwtSpec> jwt : SpecElement.find(properties, "jwts", JwtSpec.class)) {
			claims.checkPrincipal(jwt);
			claims.checkEntries(jwt);
		}
		SpecElement.find(properties, AuthorizationChecks.AUTHORIZATIONS, Authorization.class)
			.forEach(claims::checkConditions);
	}

	/** Each request to {@code localhost} is refused then, which looks like a mistake. */
	private void addHostnames(MicrogateProperties properties) {
		for (RouteSpec route : properties.routes().values()) {
			if (route.hostnames() == null || !Collections.disjoint(route.hostnames(), LOCAL_HOSTS)) {
				return;
			}
		}
		if (!properties.routes().isEmpty()) {
			this.texts
				.add("Every route is limited to hostnames, and 'localhost' is not among them, so requests of a local"
						+ " run get 403 unless their Host header names one of these hosts");
		}
	}

	private void addPolicies(MicrogateProperties properties) {
		for (SpecElement<Authorization> authorization : SpecElement.find(properties, AuthorizationChecks.AUTHORIZATIONS,
				Authorization.class)) {
			if (new EntryAuthorization(authorization.spec()).effect() == Effect.OPEN) {
				boolean optional = authorization.spec().authentication() != null;
				add(authorization, optional ? "is open to clients without a token; a token that is sent has to be good"
						: "is open, the requests of this entry need no token");
			}
		}
	}

	private void addMethods(MicrogateProperties properties) {
		for (String place : List.of("accessControlPolicies.policies.requestConditions.method",
				"routes.matches.method")) {
			for (SpecElement<String> method : SpecElement.find(properties, place, String.class)) {
				if (UNSERVED_METHODS.contains(method.spec())) {
					add(method, "is %s, which the server refuses before a policy is asked".formatted(method.spec()));
				}
			}
		}
	}

}
