package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.decision.SubjectDisclosure;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.ClaimValueExtensions;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.policy.Authorizations;
import io.microgate.route.RouteSpec;
import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What an operator writes becomes the specs that are meant.
 */
class BindingTests {

	private static final JwksSpec.Extensions JWKS_DEFAULTS = new JwksSpec.Extensions(
			new JwksSpec.Cache("10m", "1m", "6h", "30s"), null, null, null, List.of("sig"));

	private static final JwtSpec.EntryExtensions NO_EXTENSIONS = new JwtSpec.EntryExtensions(null, null);

	private static final JwtSpec.Extensions JWT_DEFAULTS = new JwtSpec.Extensions(null, null, "8KB", "refuse",
			new JwtSpec.Cache(10_000), Map.of(), null, null, null, null);

	@Test
	void readWhenContractExampleThenJwks() throws IOException {
		MicrogateProperties properties = Configurations.read(contractExample());
		assertThat(properties.secrets()).containsOnlyKeys("backup-jwks")
			.containsEntry("backup-jwks", "file:/etc/microgate/backup-jwks/");
		TlsSpec tls = new TlsSpec(new TlsSpec.CertificateVerification(null, new Marker(), null), null, null);
		JwksSpec.Remote remote = new JwksSpec.Remote("https://idp.example.com/.well-known/jwks.json",
				new JwksSpec.Timeouts("1s", "5s"), tls);
		JwksSpec.Local local = new JwksSpec.Local(new Ref("backup-jwks"));
		assertThat(properties.jwks()).containsOnlyKeys("example-jwks", "backup-jwks")
			.containsEntry("example-jwks", new JwksSpec(new JwksSpec.Provider(remote, null), JWKS_DEFAULTS))
			.containsEntry("backup-jwks", new JwksSpec(new JwksSpec.Provider(null, local), JWKS_DEFAULTS));
	}

	@Test
	void readWhenContractExampleThenJwts() throws IOException {
		MicrogateProperties properties = Configurations.read(contractExample());
		MatcherSpec subject = new MatcherSpec(
				new StringMatcherSpec(null, "spiffe://spiffe.example.com/", null, null, null, false));
		assertThat(properties.jwts()).containsOnlyKeys("bookstore-jwt")
			.containsEntry("bookstore-jwt",
					new JwtSpec(
							List.of(new JwtSpec.ExtractionSource(new Marker(), null, null, null),
									new JwtSpec.ExtractionSource(null, null, null, new JwtSpec.Named("creds"))),
							List.of(new JwtSpec.RequireAny(new Ref("example-jwks"), "https://token.example.com",
									List.of("bookstore_web.apps.example.com"), subject, NO_EXTENSIONS),
									new JwtSpec.RequireAny(new Ref("backup-jwks"), "https://backup.example.com", null,
											null, NO_EXTENSIONS)),
							true, "24h", "10s", JWT_DEFAULTS));
	}

	@Test
	void readWhenContractExampleThenPolicies() throws IOException {
		MicrogateProperties properties = Configurations.read(contractExample());
		Authentication authentication = Authorizations.jwt(new Ref("bookstore-jwt"));
		PolicySpec admin = new PolicySpec(
				conditions(new StringMatcherSpec(null, null, null, null, "^/api/admin(/|$)", false), null),
				Authorizations.of(authentication, null,
						List.of(requirement("roles", "admin"), requirement("email_verified", "true")), null),
				null);
		PolicySpec open = new PolicySpec(conditions(exact("/api/public"), List.of("GET", "HEAD")),
				Authorizations.of(null, null, null, null), null);
		PolicySpec rest = new PolicySpec(null, Authorizations.of(authentication, null, null, null), null);
		assertThat(properties.accessControlPolicies()).containsOnlyKeys("secured")
			.containsEntry("secured",
					new AccessControlPolicySpec(
							List.of(new TargetRef("gateway.networking.k8s.io", "HTTPRoute", "bookstore")),
							List.of(admin, open, rest), new AccessControlPolicySpec.Extensions(false)));
		assertThat(properties.routes()).containsOnlyKeys("bookstore")
			.containsEntry("bookstore", new RouteSpec(null, List.of("/api/**"), null));
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.unmatchedRequests()).isEqualTo("deny");
		assertThat(properties.maxWaitingRequests()).isNull();
	}

	@Test
	void readWhenMaxWaitingRequestsThenBound() throws IOException {
		assertThat(Configurations.read("microgate: {maxWaitingRequests: 12}").maxWaitingRequests()).isEqualTo(12);
	}

	@Test
	void readWhenObservabilityThenBound() throws IOException {
		assertThat(Configurations.read("microgate: {}").observability())
			.isEqualTo(new ObservabilitySpec("none", "denied", false));
		ObservabilitySpec spec = Configurations
			.read("microgate: {observability: {subject: hash, audit: all, routeTags: true}}")
			.observability();
		assertThat(spec).isEqualTo(new ObservabilitySpec("hash", "all", true));
		assertThat(spec.subjectDisclosure()).isEqualTo(SubjectDisclosure.HASH);
		assertThat(spec.auditsAllowed()).isTrue();
	}

	@Test
	void readWhenRewritingIsAllowedThenNamesOfBeans() {
		assertThat(Configurations.read("microgate: {allow-rewriting: [legacyFilter, other]}").allowRewriting())
			.containsExactly("legacyFilter", "other");
		assertThat(Configurations.read("microgate: {allowRewriting: [legacyFilter]}").allowRewriting())
			.containsExactly("legacyFilter");
		assertThat(Configurations.read("microgate: {}").allowRewriting()).isNull();
	}

	@Test
	void readWhenKebabCaseThenSameAsCamelCase() throws IOException {
		String kebab = contractExample().replace("extractionSources", "extraction-sources")
			.replace("bearerToken", "bearer-token")
			.replace("requireA", "require-a")
			.replace("jwksRef", "jwks-ref")
			.replace("jwtRef", "jwt-ref")
			.replace("secretRef", "secret-ref")
			.replace("targetRefs", "target-refs")
			.replace("expirationRequired", "expiration-required")
			.replace("maxLifetime", "max-lifetime")
			.replace("clockSkewTolerance", "clock-skew-tolerance")
			.replace("maxDuration", "max-duration")
			.replace("certificateVerification", "certificate-verification")
			.replace("publicCAs", "public-cas")
			.replace("requestConditions", "request-conditions");
		assertThat(Configurations.read(kebab)).isEqualTo(Configurations.read(contractExample()));
	}

	@Test
	void readWhenNothingIsConfiguredThenEmpty() {
		MicrogateProperties properties = Configurations.read();
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.routes()).isEmpty();
		assertThat(properties.jwks()).isEmpty();
		assertThat(properties.accessControlPolicies()).isEmpty();
	}

	@Test
	void readWhenMapsAreEmptyThenEmpty() {
		assertThat(Configurations.read("microgate: {routes: {}, jwks: }").routes()).isEmpty();
		assertThat(Configurations.read("microgate:").routes()).isEmpty();
	}

	@Test
	void readWhenDefaultsThenStatedOnce() {
		MicrogateProperties properties = Configurations.read("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {token: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}}
				""");
		assertThat(properties.jwks().get("keys").provider().remote().timeouts())
			.isEqualTo(new JwksSpec.Timeouts("5s", "15s"));
		assertThat(properties.jwts().get("token").clockSkewTolerance()).isEqualTo("60s");
		assertThat(properties.jwts().get("token").extractionSources()).isNull();
	}

	@Test
	void readWhenEmptyTypeThenKept() {
		MicrogateProperties properties = Configurations
			.read("""
					microgate:
					  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
					  jwts:
					    token:
					      requireAny: [{jwksRef: {name: keys}}]
					      expirationRequired: true
					      extensions: {types: ["", JWT], algorithms: [ES256], maxTokenSize: 64KB, cookieCrossSite: allow, cache: {maximumSize: 0}}
					""");
		assertThat(properties.jwts().get("token").extensions()).isEqualTo(new JwtSpec.Extensions(List.of("ES256"),
				List.of("", "JWT"), "64KB", "allow", new JwtSpec.Cache(0), Map.of(), null, null, null, null));
	}

	@Test
	void readWhenClaimsAreDerivedThenInOrderWithLiteralNames() {
		MicrogateProperties properties = Configurations.read("""
				client: shop
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts:
				    token:
				      requireAny: [{jwksRef: {name: keys}}]
				      expirationRequired: true
				      extensions:
				        claims:
				          kc-roles: {path: [realm_access, roles]}
				          clientRoles: {path: [resource_access, "${client}", roles]}
				          "[https://shop.example/roles]": {path: ["https://shop.example/", a.b], keys: true}
				          scopes: {path: [scope], split: true}
				        authorities:
				          - {claim: kc-roles, prefix: ROLE_}
				          - {claim: scope, prefix: ""}
				        principalClaim: preferred_username
				""");
		JwtSpec.Extensions extensions = properties.jwts().get("token").extensions();
		assertThat(extensions.claims()).containsExactly(
				entry("kc-roles", new JwtSpec.DerivedClaim(List.of("realm_access", "roles"), false, false)),
				entry("clientRoles",
						new JwtSpec.DerivedClaim(List.of("resource_access", "shop", "roles"), false, false)),
				entry("https://shop.example/roles",
						new JwtSpec.DerivedClaim(List.of("https://shop.example/", "a.b"), false, true)),
				entry("scopes", new JwtSpec.DerivedClaim(List.of("scope"), true, false)));
		assertThat(extensions.authorities()).containsExactly(new JwtSpec.AuthorityClaim("kc-roles", "ROLE_"),
				new JwtSpec.AuthorityClaim("scope", ""));
		assertThat(extensions.principalClaim()).isEqualTo("preferred_username");
	}

	@Test
	void readWhenKeyUseThenReplacedAsAWhole() {
		MicrogateProperties properties = Configurations
			.read("""
					microgate:
					  jwks:
					    svid: {provider: {remote: {uri: "https://spire.example.com/"}}, extensions: {keyUse: [jwt-svid]}}
					    both: {provider: {remote: {uri: "https://spire.example.com/"}}, extensions: {key-use: [sig, jwt-svid]}}
					    plain: {provider: {remote: {uri: "https://spire.example.com/"}}, extensions: {cache: {ttl: 5m}}}
					""");
		assertThat(properties.jwks().get("svid").extensions().keyUse()).containsExactly("jwt-svid");
		assertThat(properties.jwks().get("both").extensions().keyUse()).containsExactly("sig", "jwt-svid");
		assertThat(properties.jwks().get("plain").extensions().keyUse()).containsExactly("sig");
	}

	@Test
	void readWhenPlaceholderThenResolved() {
		MicrogateProperties properties = Configurations.read("""
				idp: {host: idp.example.com}
				microgate: {jwks: {keys: {provider: {remote: {uri: "https://${idp.host}${idp.path:/keys}"}}}}}
				""");
		assertThat(properties.jwks().get("keys").provider().remote().uri()).isEqualTo("https://idp.example.com/keys");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1h30m", "1.5h", "500ms", "1d", "PT1H30M", "100us" })
	void readWhenDurationHasUnitThenNoProblem(String duration) {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/", timeouts: {connect: %s}}}}}
				""".formatted(duration))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3/8", "10.0.0.1/32", "0.0.0.0/0", "2001:db8::/32", "::1/128" })
	void readWhenCidrRangeThenNoProblem(String range) {
		assertThat(Configurations.problems("""
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies:
				    p:
				      targetRefs: [{name: a}]
				      policies:
				        - requestConditions: {remoteIP: {cidrRanges: ["%s"]}}
				          authorization: {deny: {}}
				""".formatted(range))).isEmpty();
	}

	@Test
	void readWhenThousandsOfRoutesThenAllAreRead() {
		StringBuilder yaml = new StringBuilder("microgate:\n  routes:\n");
		StringBuilder policies = new StringBuilder("  access-control-policies:\n");
		for (int i = 0; i < 5_000; i++) {
			yaml.append("    r%1$d: {hostnames: [a.example.com], paths: [/r%1$d/**]}\n".formatted(i));
			policies.append(
					"    p%1$d: {targetRefs: [{name: r%1$d}], policies: [{authorization: {deny: {}}}]}\n".formatted(i));
		}
		ConfigurableEnvironment environment = Configurations.environment(yaml.append(policies).toString());
		assertThat(Configurations.read(environment).routes()).hasSize(5_000);
	}

	private static RequestConditions conditions(StringMatcherSpec path, List<String> methods) {
		return new RequestConditions(new MatcherSpec(path), null, methods, null, null, false);
	}

	private static Requirement requirement(String claim, String value) {
		return new Requirement(
				new JwtRequirement(new Claim(claim, new ClaimValue(exact(value), new ClaimValueExtensions(null)))),
				null);
	}

	private static StringMatcherSpec exact(String value) {
		return new StringMatcherSpec(value, null, null, null, null, false);
	}

	private static String contractExample() throws IOException {
		return new ClassPathResource("contract-example.yml").getContentAsString(StandardCharsets.UTF_8);
	}

}
