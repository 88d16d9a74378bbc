package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Manifests and properties together: where a resource may come from, and what extends it.
 */
class ManifestConfigurationTests {

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: keys}
			spec: {provider: {remote: {uri: "https://idp.example.com/"}}}
			""";

	private static final String JWT = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: token}
			spec: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}
			""";

	private static final String ROUTE = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: shop}
			spec: {rules: [{matches: [{path: {value: /shop}}]}]}
			""";

	private static final String LOCAL = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: local}
			spec: {provider: {local: {secretRef: {name: key}}}}
			""";

	private ManifestDirectory manifests;

	@BeforeEach
	void useDirectory(@TempDir Path directory) {
		this.manifests = new ManifestDirectory(directory);
	}

	@Test
	void readWhenContractExampleThenSameSpecsAsProperties() {
		MicrogateProperties fromManifests = Configurations.read("microgate: {manifests: ['classpath:/microgateway/']}");
		MicrogateProperties fromProperties = Configurations.read(contractExample());
		assertThat(fromManifests.jwks()).isEqualTo(fromProperties.jwks());
		assertThat(fromManifests.jwts()).isEqualTo(fromProperties.jwts());
		assertThat(fromManifests.accessControlPolicies()).isEqualTo(fromProperties.accessControlPolicies());
		assertThat(fromManifests.routes()).containsOnlyKeys("bookstore");
	}

	@Test
	void readWhenReferencesGoBetweenPropertiesAndManifestsThenResolved() {
		this.manifests.with("a.yaml", JWT + "---\n" + ROUTE);
		MicrogateProperties properties = this.manifests.read("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  access-control-policies:
				    guard:
				      targetRefs: [{name: shop}]
				      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: token}}}}}]
				""");
		assertThat(properties.jwks()).containsOnlyKeys("keys");
		assertThat(properties.jwts()).containsOnlyKeys("token");
		assertThat(properties.routes()).containsOnlyKeys("shop");
	}

	@Test
	void readWhenPropertiesHoldNothingButExtensionsThenManifestIsExtended() {
		this.manifests.with("a.yaml", JWKS + "---\n" + JWT);
		MicrogateProperties properties = this.manifests.read("""
				microgate:
				  jwks: {keys: {extensions: {cache: {ttl: 5m}}}}
				  jwts: {token: {extensions: {algorithms: [ES256], max-token-size: 16KB}}}
				""");
		assertThat(properties.jwks().get("keys").extensions().cache().ttl()).isEqualTo("5m");
		assertThat(properties.jwks().get("keys").provider().remote().uri()).isEqualTo("https://idp.example.com/");
		assertThat(properties.jwts().get("token").extensions().algorithms()).containsExactly("ES256");
		assertThat(properties.jwts().get("token").extensions().maxTokenSize()).isEqualTo("16KB");
		assertThat(properties.jwts().get("token").requireAny()).hasSize(1);
	}

	@Test
	void readWhenExtensionsAreWrongThenProblemOfProperties() {
		this.manifests.with("a.yaml", JWKS);
		assertThat(this.manifests.problems("microgate:\n  jwks:\n    keys: {extensions: {cache: {ttl: 1}}}\n"))
			.extracting(Problem::property, ManifestDirectory::place)
			.containsExactly(tuple("microgate.jwks.keys.extensions.cache.ttl", "Byte array resource [document-0]:3"));
	}

	@Test
	void readWhenManifestOfExtensionsIsIncompleteThenProblemOfManifest() {
		this.manifests.with("a.yaml", JWKS.replaceFirst("spec: .*", "spec: {}"));
		assertThat(this.manifests.problems("microgate: {jwks: {keys: {extensions: {cache: {ttl: 5m}}}}}"))
			.extracting(Problem::property, Problem::rule, ManifestDirectory::place)
			.containsExactly(tuple("JWKS 'keys': spec.provider", "is required", "a.yaml:4"));
	}

	@Test
	void readWhenExtensionsExtendNothingThenProblem() {
		this.manifests.with("a.yaml", JWKS);
		assertThat(this.manifests.problems("microgate: {jwks: {kees: {extensions: {cache: {ttl: 5m}}}}}"))
			.extracting(Problem::property, Problem::rule, Problem::cure)
			.containsExactly(tuple("microgate.jwks.kees",
					"has nothing but extensions, and no manifest has a resource of that name",
					"Did you mean 'keys'? Known: keys"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "requireAny: [{extensions: {issuerTemplate: x}}]",
			"require-any: [{extensions: {issuer-template: x}}]",
			"extensions: {algorithms: [ES256]}, requireAny: [{extensions: {}}]" })
	void readWhenExtensionsAreInListOfManifestThenProblemOfProperties(String properties) {
		this.manifests.with("a.yaml", JWKS + "---\n" + JWT);
		assertThat(this.manifests.problems("microgate: {jwts: {token: {" + properties + "}}}"))
			.extracting(Problem::property, Problem::rule, Problem::cure)
			.containsExactly(
					tuple("microgate.jwts.token", "extends an item of a list of JWT 'token', which is in a manifest",
							"Write the whole resource in the properties; beside a manifest only "
									+ "'microgate.jwts.token.extensions' can be set"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "extensions: {requireNone: [{jwt: {claim: {name: a}}}]}",
			"authentication: {jwt: {extensions: {optional: true}}}",
			"requireAll: [{jwt: {claim: {value: {extensions: {equals: {header: X-A}}}}}}]" })
	void readWhenExtensionsAreInEntryOfManifestThenProblemOfProperties(String authorization) {
		this.manifests.with("a.yaml", String.join("---\n", JWKS, JWT, ROUTE, policy()));
		assertThat(this.manifests.problems("microgate: {access-control-policies: {guard: {policies: [{authorization: {"
				+ authorization + "}}]}}}"))
			.extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.access-control-policies.guard",
					"extends an item of a list of AccessControlPolicy 'guard', which is in a manifest"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "jwks: {keys: {provider: {remote: {uri: 'https://other.example.com/'}}}}", "jwks: {keys: {}}",
					"jwks: {keys: {provider: {remote: {timeouts: {connect: 1s}}}, extensions: {cache: {ttl: 5m}}}}",
					"jwts: {token: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}}",
					"jwts: {token: {clockSkewTolerance: 10s}}", "routes: {shop: {paths: [/other]}}",
					"routes: {shop: {}}", "secrets: {key: 'file:/etc/key/'}",
					"access-control-policies: {guard: {targetRefs: [{name: shop}], policies: [{authorization: {}}]}}" })
	void readWhenSameNameInPropertiesThenProblemOfManifest(String properties) {
		this.manifests.with("a.yaml", String.join("---\n", JWKS, JWT, ROUTE, secret("key"), policy()));
		List<Problem> problems = this.manifests.problems("microgate: {" + properties + "}");
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).matches("[A-Za-z]+ '[a-z]+'");
			assertThat(problem.rule()).startsWith("must come from the properties or from a manifest, but 'microgate.");
			assertThat(ManifestDirectory.place(problem)).startsWith("a.yaml:");
		});
	}

	@Test
	void readWhenExtensionsAreMisspeltThenOneProblem() {
		this.manifests.with("a.yaml", JWKS);
		assertThat(this.manifests.problems("microgate: {jwks: {keys: {extension: {cache: {ttl: 5m}}}}}"))
			.extracting(Problem::property, Problem::cure)
			.containsExactly(tuple("microgate.jwks.keys.extension", "Did you mean 'extensions'?"));
	}

	@Test
	void readWhenNameHasDotsThenReferenceWorks() {
		this.manifests.with("a.yaml",
				String.join("---\n", JWKS.replace("name: keys", "name: keys.v1.example"),
						JWT.replace("name: keys", "name: keys.v1.example").replace("name: token", "name: a.b"),
						ROUTE.replace("name: shop", "name: 1.2.3")));
		MicrogateProperties properties = this.manifests.read();
		assertThat(properties.jwks()).containsOnlyKeys("keys.v1.example");
		assertThat(properties.jwks().get("keys.v1.example").provider().remote().uri())
			.isEqualTo("https://idp.example.com/");
		assertThat(properties.jwts().get("a.b").requireAny()).hasSize(1);
		assertThat(properties.routes().get("1.2.3").matches()).hasSize(1);
	}

	@Test
	void readWhenNamesDifferByDashesThenTwoResources() {
		this.manifests.with("a.yaml",
				JWKS + "---\n" + JWKS.replace("name: keys", "name: ke-ys").replace("idp", "other"));
		MicrogateProperties properties = this.manifests.read();
		assertThat(properties.jwks().get("keys").provider().remote().uri()).isEqualTo("https://idp.example.com/");
		assertThat(properties.jwks().get("ke-ys").provider().remote().uri()).isEqualTo("https://other.example.com/");
	}

	@Test
	void readWhenNameHasDotsAndIsWrongThenProblemNamesIt() {
		this.manifests.with("a.yaml", JWT.replace("name: token", "name: a.b"));
		assertThat(this.manifests.problems()).extracting(Problem::property)
			.containsExactly("JWT 'a.b': spec.requireAny[0].jwksRef.name");
	}

	@Test
	void readWhenPlaceholderThenPlainText() {
		this.manifests.with("a.yaml",
				JWKS + "---\n" + JWT.replace("{name: keys}}", "{name: keys}, issuer: '${HOME}'}"));
		assertThat(this.manifests.read().jwts().get("token").requireAny().get(0).issuer()).isEqualTo("${HOME}");
	}

	@Test
	void readWhenTextHasCommasOrIsEmptyThenKept() {
		this.manifests.with("a.yaml",
				JWKS + "---\n" + JWT.replace("{name: keys}}", "{name: keys}, audiences: ['a,b', 'c']}"));
		assertThat(this.manifests.read().jwts().get("token").requireAny().get(0).audiences()).containsExactly("a,b",
				"c");
	}

	@Test
	void readWhenSecretsThenTheirBytes() {
		String encoded = Base64.getEncoder().encodeToString("from data".getBytes(StandardCharsets.UTF_8));
		this.manifests.with("a.yaml", """
				apiVersion: v1
				kind: Secret
				metadata: {name: key}
				type: Opaque
				immutable: true
				data: {jwks.json: %s, other: %s}
				stringData: {other: from text}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: ca}
				data: {ca.crt: "é"}
				binaryData:
				  ca.crl: |
				    %s
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: key}
				data: {jwks.json: of the config map}
				---
				""".formatted(encoded, encoded, encoded) + LOCAL);
		ManifestContent content = this.manifests.readAll().manifests();
		assertThat(content.secrets()).containsOnlyKeys("key", "ca");
		assertThat(content.secrets().get("key")).containsOnlyKeys("jwks.json", "other");
		assertThat(content.secrets().get("key").get("jwks.json")).asString(StandardCharsets.UTF_8)
			.isEqualTo("from data");
		assertThat(content.secrets().get("key").get("other")).asString(StandardCharsets.UTF_8).isEqualTo("from text");
		assertThat(content.secrets().get("ca").get("ca.crt")).asString(StandardCharsets.UTF_8).isEqualTo("é");
		assertThat(content.secrets().get("ca").get("ca.crl")).asString(StandardCharsets.UTF_8).isEqualTo("from data");
	}

	@Test
	void readWhenSecretIsWrongThenProblemDoesNotShowIt() {
		this.manifests.with("a.yaml", """
				apiVersion: v1
				kind: Secret
				metadata: {name: key}
				data: {a: hush, b: "hush!", c: [hush], d: 4711, type: hush hush}
				stringData: {e: 4711, f: {hush: hush}}
				hush: hush
				""");
		assertThat(this.manifests.problems()).hasSizeGreaterThan(5)
			.allSatisfy((problem) -> assertThat(problem.toString().replace("'key': hush", "")).doesNotContain("hush",
					"4711"));
	}

	@Test
	void readWhenRouteHasManyMatchesThenUpToTheLimitOfTheGatewayApi() {
		String sixteen = IntStream.range(0, 16)
			.mapToObj((i) -> "rule(%d)".formatted(i))
			.collect(Collectors.joining(", "));
		assertThat(routeWith(sixteen, 8).problems()).isEmpty();
		assertThat(routeWith(sixteen, 9).problems()).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("HTTPRoute 'shop': spec.rules", "must have at most 128 matches in all"));
		assertThat(routeWith(sixteen + ", rule(16)", 1).problems()).extracting(Problem::rule)
			.containsExactly("must have at most 16 items");
		assertThat(routeWith("rule(0)", 64).problems()).isEmpty();
		assertThat(routeWith("rule(0)", 65).problems()).extracting(Problem::property)
			.containsExactly("HTTPRoute 'shop': spec.rules[0].matches");
	}

	private ManifestDirectory routeWith(String rules, int matches) {
		String full = Pattern.compile("rule\\((\\d+)\\)")
			.matcher(rules)
			.replaceAll((rule) -> "{matches: [" + IntStream.range(0, matches)
				.mapToObj((i) -> "{path: {value: /%s/%d}}".formatted(rule.group(1), i))
				.collect(Collectors.joining(", ")) + "]}");
		return this.manifests.with("a.yaml", ROUTE.replaceFirst("rules: .*", "rules: [" + full + "]}"));
	}

	@Test
	void readWhenDocumentIsBrokenThenWhatSeemsMissingIsNotReported() {
		this.manifests.with("a.yaml", JWT + "---\nkind: [\n").with("b.yaml", LOCAL);
		assertThat(this.manifests.problems("""
				microgate:
				  jwks: {keys: {extensions: {cache: {ttl: 5m}}}}
				  routes: {a: {paths: [/a]}}
				""")).extracting(Problem::property).containsExactly("document 2");
	}

	@Test
	void hintsWhenOtherKindsAndRouteWithoutPolicyThenOneLineEach() {
		this.manifests.with("a.yaml", ROUTE + "---\n" + ROUTE.replace("shop", "store")
				+ "---\n{apiVersion: v1, kind: Service}\n---\n{apiVersion: v1, kind: Service}\n");
		ConfigurableEnvironment environment = this.manifests.environment();
		assertThat(ConfigurationWarnings.hints(Configurations.readAll(environment))).containsExactly(
				"Manifests of other kinds are passed over: Service",
				"No access control policy is attached to these HTTPRoutes, so their requests are refused as unmatched: "
						+ "shop, store");
		environment = this.manifests.environment("microgate: {unmatched-requests: pass}");
		assertThat(ConfigurationWarnings.hints(Configurations.readAll(environment)).get(1))
			.contains("are let pass undecided");
	}

	@Test
	void warningsWhenManifestThenNamePlaceInIt() {
		this.manifests.with("a.yaml", JWKS.replace("https:", "http:"));
		ConfigurableEnvironment environment = this.manifests.environment();
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).singleElement()
			.asString()
			.startsWith("JWKS 'keys': spec.provider.remote.uri fetches keys over plain http");
	}

	private static String secret(String name) {
		return "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n".formatted(name);
	}

	private static String policy() {
		return """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: guard}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
				  policies: [{authorization: {deny: {}}}]
				""";
	}

	private static String contractExample() {
		try {
			return new ClassPathResource("contract-example.yml").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
