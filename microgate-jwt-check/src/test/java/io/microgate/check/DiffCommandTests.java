package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiffCommand}.
 */
class DiffCommandTests {

	private static final String SHOP = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			  jwts:
			    shop:
			      requireAny:
			        - {jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}
			      expirationRequired: true
			      maxLifetime: 1h
			      clockSkewTolerance: 10s
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - requestConditions: {path: {matcher: {prefix: /api/admin}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: secret-role}}}}}]
			        - requestConditions: {path: {matcher: {exact: /api/public}}, method: [GET, HEAD]}
			          authorization: {}
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			  routes:
			    shop: {paths: [/api/**]}
			""";

	private static final String MANIFESTS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: idp}
			spec: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: shop}
			spec:
			  clockSkewTolerance: 10s
			  maxLifetime: 60m
			  expirationRequired: true
			  requireAny:
			    - {audiences: [shop], issuer: "https://idp.example.com", jwksRef: {name: idp}}
			---
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: shop}
			spec: {rules: [{matches: [{path: {type: PathPrefix, value: /api}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: shop}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
			  policies:
			    - requestConditions: {path: {matcher: {prefix: /api/admin}}}
			      authorization:
			        authentication: {jwt: {jwtRef: {name: shop}}}
			        requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: secret-role}}}}}]
			    - requestConditions: {path: {matcher: {exact: /api/public}}, method: [HEAD, GET]}
			      authorization: {}
			    - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			""";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private int run(Object... arguments) {
		String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
		return new CheckCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(texts);
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private Path write(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private Path old() throws IOException {
		return write("old.yml", SHOP);
	}

	private Path edited(String text, String replacement) throws IOException {
		assertThat(SHOP).contains(text);
		return write("new.yml", SHOP.replace(text, replacement));
	}

	@Test
	void diffWhenReorderedCommentedAndInKebabCaseThenIsTheSame() throws IOException {
		Path other = write("new.yml",
				"""
						# the same
						microgate:
						  routes: {shop: {paths: ["/api/**"]}}
						""" + SHOP.substring(0, SHOP.indexOf("  routes:"))
					.replace("microgate:\n", "")
					.replace("requireAny", "require-any")
					.replace("jwksRef", "jwks-ref")
					.replace("maxLifetime: 1h", "max-lifetime: PT1H # an hour")
					.replace("[GET, HEAD]", "[HEAD, GET]"));
		assertThat(run("diff", old(), other)).isEqualTo(0);
		assertThat(out()).startsWith("Same: no request is decided differently.");
		assertThat(err()).isEmpty();
	}

	@Test
	void diffWhenManifestsMeanTheSameAsPropertiesThenIsTheSame() throws IOException {
		write("manifests/all.yaml", MANIFESTS);
		assertThat(run("diff", old(), this.directory.resolve("manifests"))).isEqualTo(0);
		assertThat(run("diff", this.directory.resolve("manifests/all.yaml"), old())).isEqualTo(0);
		assertThat(out()).contains("Same").doesNotContain("Different");
	}

	@Test
	void diffWhenEntryAsksForLessThenIsWiderWithBothLinesAndAnExample() throws IOException {
		Path other = edited("requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: secret-role}}}}}]", "");
		assertThat(run("diff", old(), other)).isEqualTo(1);
		assertThat(out()).isEqualToNormalizingNewlines("""
				Different: 1 wider

				Wider
				  route 'shop', entry 0 of policy 'shop'
				    old: token of JWT 'shop', all of the claims roles  (%1$s/old.yml:15)
				    new: token of JWT 'shop'  (%1$s/new.yml:15)
				    path starts with /api/admin
				    for example GET /api/admin
				""".formatted(this.directory));
	}

	@Test
	void diffWhenRouteIsForHealthThenSaysThatItProtectsWhatIsBelowToo() throws IOException {
		Path other = write("new.yml", SHOP.replace("[{name: shop}]", "[{name: shop}, {name: health}]")
				+ "    health: {hostnames: [a.example.com], matches: [{path: {type: Exact, value: /actuator/health}}]}\n");
		assertThat(run("diff", old(), other)).isEqualTo(1);
		assertThat(out()).contains("all requests for /actuator/health and below")
			.contains("open to GET and HEAD")
			.contains("protected by the routes health");
		this.out.reset();
		assertThat(run("diff", other, other)).isEqualTo(0);
	}

	@Test
	void diffWhenHealthHasAnotherPathThenSaysSo() throws IOException {
		Path other = write("new.yml", SHOP + "management.endpoints.web.base-path: /manage\n");
		assertThat(run("diff", old(), other)).isEqualTo(1);
		assertThat(out()).contains("path of the health endpoint").contains("/manage/health");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/up" })
	void diffWhenRouteIsForAdditionalPathOfHealthThenIsPossible(String path) throws IOException {
		String group = "management.endpoint.health.group.live.additional-path: server:/up\n";
		Path old = write("old.yml", SHOP + group);
		Path other = write("new.yml", SHOP.replace("[{name: shop}]", "[{name: shop}, {name: probe}]")
				+ "    probe: {matches: [{path: {type: Exact, value: " + path + "}}]}\n" + group);
		assertThat(run("diff", old, other)).isEqualTo(1);
		assertThat(out()).contains(path).doesNotContainPattern("(?m)^(Wider|Narrower)$");
	}

	@Test
	void diffWhenSwappedThenIsNarrower() throws IOException {
		assertThat(run("diff", edited("[{jwt: {claim: {name: roles, value: {matcher: {exact: secret-role}}}}}]",
				"[{jwt: {claim: {name: roles}}}]"), old()))
			.isEqualTo(1);
		assertThat(out()).contains("1 narrower").doesNotContain("secret-role").doesNotContain("wider");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			audiences: [shop]           | audiences: [shop, web]     | wider    | requireAny[0].audiences: [shop]
			, audiences: [shop]         | ''                         | wider    | requireAny[0].audiences: [shop]
			issuer: "https://idp        | issuer: "https://other     | changed  | requireAny[0].issuer
			      maxLifetime: 1h             | ''                         | wider    | maxLifetime: 1h
			maxLifetime: 1h             | maxLifetime: 30m           | narrower | maxLifetime: 1h
			clockSkewTolerance: 10s     | clockSkewTolerance: 20s    | wider    | clockSkewTolerance: 10s
			maxLifetime: 1h             | extensions: {algorithms: [ES256]} | changed | extensions.algorithms
			clockSkewTolerance: 10s     | extractionSources: [{cookie: {name: t}}] | changed | extractionSources
			""")
	void diffWhenJwtAcceptsOtherTokensThenSaysWhichField(String text, String replacement, String change, String field)
			throws IOException {
		assertThat(run("diff", "--format=json", old(), edited(text, replacement))).isEqualTo(1);
		JsonNode differences = new JsonMapper().readTree(out()).get("differences");
		assertThat(differences).hasSize(1);
		JsonNode difference = differences.get(0);
		assertThat(difference.get("kind").asString()).isEqualTo("jwt");
		assertThat(difference.get("name").asString()).isEqualTo("shop");
		assertThat(difference.get("change").asString()).isEqualTo(change);
		this.out.reset();
		run("diff", old(), edited(text, replacement));
		assertThat(out()).contains(field).containsPattern("old\\.yml:\\d+\\)").containsPattern("new\\.yml:\\d+\\)");
	}

	@Test
	void diffWhenOptionalTokenIsLookedForInMorePlacesThenIsPossible() throws IOException {
		String optional = SHOP.replace("- authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}",
				"- authorization: {authentication: {jwt: {jwtRef: {name: shop}, extensions: {optional: true}}}}");
		Path other = write("new.yml", optional.replace("clockSkewTolerance: 10s",
				"extractionSources: [{bearerToken: {}}, {cookie: {name: t}}]"));
		assertThat(run("diff", write("old.yml", optional), other)).isEqualTo(1);
		assertThat(out()).contains("1 possible, wider or narrower", "extractionSources");
	}

	@Test
	void diffWhenTokenIsLookedForInMorePlacesThenIsWider() throws IOException {
		Path other = edited("clockSkewTolerance: 10s",
				"clockSkewTolerance: 10s\n      extractionSources: [{bearerToken: {}}, {cookie: {name: t}}]");
		assertThat(run("diff", old(), other)).isEqualTo(1);
		assertThat(out()).contains("1 wider", "extractionSources");
	}

	@Test
	void diffWhenKeysComeFromElsewhereThenIsPossible() throws IOException {
		assertThat(run("diff", old(), edited("idp.example.com/jwks", "other.example.com/jwks"))).isEqualTo(1);
		assertThat(out()).contains("1 possible, wider or narrower", "JWKS 'idp', whose keys may be others",
				"provider.remote.uri: https://idp.example.com/jwks.json");
	}

	@Test
	void diffWhenCertificateIsNoLongerVerifiedThenIsPossible() throws IOException {
		assertThat(run("diff", old(),
				edited("jwks.json\"}", "jwks.json\", tls: {certificateVerification: {disabled: {}}}}")))
			.isEqualTo(1);
		assertThat(out()).contains("JWKS 'idp'", "provider.remote.tls.certificateVerification");
	}

	@Test
	void diffWhenSecretOfRequestChangesThenListsItWithoutIt() throws IOException {
		String request = "}, extensions: {request: {headers: {X-Key: '%s'}}}}";
		Path first = write("old.yml", SHOP.replace("jwks.json\"}}}", "jwks.json\"}" + request.formatted("hidden-1")));
		Path second = write("new.yml", SHOP.replace("jwks.json\"}}}", "jwks.json\"}" + request.formatted("hidden-2")));
		assertThat(run("diff", first, second)).isEqualTo(1);
		assertThat(out()).contains("JWKS 'idp'", "a secret").doesNotContain("hidden");
	}

	@Test
	void diffWhenUnmatchedRequestsPassThenIsWider() throws IOException {
		assertThat(run("diff", old(), edited("microgate:", "microgate:\n  unmatched-requests: pass"))).isEqualTo(1);
		assertThat(out()).contains("1 wider", "no route", "old: refused, no route", "new: open, no route");
	}

	@Test
	void diffWhenRouteIsAddedAndRemovedThenListsItsPaths() throws IOException {
		assertThat(run("diff", old(), edited("/api/**", "/api/*"))).isEqualTo(1);
		assertThat(out()).contains("narrower", "route 'shop', entry 2 of policy 'shop' -> no route");
	}

	@Test
	void diffWhenEntryIsInsertedThenDoesNotListThoseBehind() throws IOException {
		Path other = edited("      policies:\n",
				"      policies:\n        - {requestConditions: {method: [TRACE]}, authorization: {deny: {}}}\n");
		assertThat(run("diff", old(), other)).isEqualTo(1);
		assertThat(out()).contains("TRACE; path is /api or below").doesNotContain("moved", "GET");
	}

	@Test
	void diffWhenRouteOfHealthIsRemovedThenIsPossible() throws IOException {
		Path other = edited("paths: [/api/**]", "paths: [/api/**, /actuator/health/**]");
		assertThat(run("diff", other, old())).isEqualTo(1);
		assertThat(out()).contains("possible, wider or narrower").doesNotContain("1 narrower");
	}

	@Test
	void diffWhenProfilesDifferThenComparesThem() throws IOException {
		Path file = write("old.yml",
				SHOP + "---\nspring.config.activate.on-profile: strict\n" + "microgate.jwts.shop.max-lifetime: 10m\n");
		assertThat(run("diff", "--new-profiles=strict", file, file)).isEqualTo(1);
		assertThat(out()).contains("1 narrower", "maxLifetime");
		this.out.reset();
		assertThat(run("diff", "--profiles=strict", "--old=" + file, "--new=" + file)).isEqualTo(0);
	}

	@Test
	void diffWhenPlaceholderIsSetThenCounts() throws IOException {
		Path other = edited("maxLifetime: 1h", "maxLifetime: ${life.time}");
		assertThat(run("diff", "--life.time=1h", old(), other)).isEqualTo(0);
		assertThat(run("diff", "--life.time=2h", old(), other)).isEqualTo(1);
	}

	@Test
	void diffWhenSwitchedOffThenIsPossible() throws IOException {
		assertThat(run("diff", old(), edited("microgate:", "microgate:\n  enabled: false"))).isEqualTo(1);
		assertThat(out()).contains("every request", "enabled: true -> false");
	}

	@Test
	void diffWhenOneHasProblemsThenSaysWhich() throws IOException {
		assertThat(run("diff", old(), edited("issuer:", "isuer:"))).isEqualTo(2);
		assertThat(err()).contains("NEW cannot be used", "isuer");
		assertThat(out()).isEmpty();
	}

	@Test
	void diffWhenFileIsMissingThenFails() throws IOException {
		assertThat(run("diff", old(), this.directory.resolve("none.yml"))).isEqualTo(2);
		assertThat(err()).contains("none.yml");
	}

	@Test
	void diffWhenNotUnderstoodThenShowsUsage() throws IOException {
		assertThat(run("diff", old())).isEqualTo(2);
		assertThat(run("diff", "--format=xml", old(), old())).isEqualTo(2);
		assertThat(run("diff", "--print", old(), old())).isEqualTo(2);
		assertThat(err()).contains("Usage: java -jar microgate-jwt-check.jar diff");
	}

	/** What a client has to prove, and what of it is passed on. */
	private static final String BOUND = """
			microgate:
			  public-origins: ["https://shop.example.com"]
			  client-certificate: {header: Client-Cert, trustedProxies: [10.0.0.0/8]}
			  secrets: {revoked: "file:/etc/revoked/", other: "file:/etc/other/"}
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			  jwts:
			    shop:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}]
			      expirationRequired: true
			      extensions: {binding: {required: any, proofAge: 60s}, revocation: {secretRef: {name: revoked}}}
			  identity-propagations:
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			    tenant: {header: {name: X-Tenant, value: {source: {jwt: {claim: tenant}}}}}
			  routes: {shop: {paths: [/api/**]}}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      extensions: {stripToken: true}
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll:
			              - clientCertificate: {subject: {field: CommonName, value: {matcher: {exact: secret-name}}}}
			              - clientCertificate: {hash: {in: {values: [HASH, HASH_WITH_COLONS]}}}
			            extensions: {stepUp: {acr: [gold, silver], maxAge: 10m}}
			          identityPropagation:
			            actions: [{identityPropagationRef: {name: user}}]
			            onFailure: Pass
			  protected-resources:
			    shop: {resource: "https://shop.example.com/api", routeRefs: [{name: shop}]}
			""".replace("HASH_WITH_COLONS", "0b" + ":0b".repeat(31)).replace("HASH", "0A".repeat(32));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					exact: secret-name                 | prefix: secret-name           | wider    | subject CommonName, hash
					field: CommonName, value           | field: Organization, value    | changed  | certificate's subject Organization, hash
					, 0b:                              | , 0c:                         | changed  | certificate's subject CommonName, hash
					, maxAge: 10m                      | , maxAge: 5m                  | narrower | step-up by acr and auth_time
					acr: [gold, silver], maxAge        | maxAge                        | wider    | step-up by auth_time
					acr: [gold, silver]                | acr: [gold]                   | narrower | step-up by acr and auth_time
					{required: any, proofAge           | {required: dpop, proofAge     | narrower | extensions.binding.required: any
					{required: any, proofAge           | {proofAge                     | wider    | extensions.binding.required: any
					proofAge: 60s                      | proofAge: 90s                 | wider    | extensions.binding.proofAge: 1m
					{secretRef: {name: revoked}}       | {secretRef: {name: other}}    | changed  | extensions.revocation.secretRef.name: revoked
					, revocation: {secretRef: {name: revoked}} | ` `                   | wider    | extensions.revocation
					"file:/etc/revoked/"               | "file:/etc/moved/"            | changed  | secret 'revoked'
					["https://shop.example.com"]       | ["https://shop.example.org"]  | changed  | public-origins: [https://shop.example.com] -> [https://shop.example.org]
					[10.0.0.0/8]                       | [10.0.0.0/9]                  | changed  | client-certificate
					Ref: {name: user}                  | Ref: {name: tenant}           | changed  | passes on tenant, strips the token
					stripToken: true                   | stripToken: false             | changed  | passes on user
					{claim: sub}                       | {claim: email}                | changed  | header.value.source.jwt.claim: sub
					{name: X-Tenant                    | {name: X-Customer             | changed  | header.name: X-Tenant
					example.com/api", route            | example.com/v2", route        | changed  | metadata of the protected resource 'shop': https://shop.example.com/api
					""")
	void diffWhenClientHasToProveOtherOrElseIsPassedOnThenIsDifferent(String text, String replacement, String change,
			String output) throws IOException {
		assertThat(BOUND).contains(text);
		Path before = write("old.yml", BOUND);
		Path after = write("new.yml", BOUND.replace(text, replacement.strip()));
		assertThat(run("diff", "--format=json", before, after)).as(err()).isEqualTo(1);
		JsonNode differences = JsonMapper.shared().readTree(out()).get("differences");
		assertThat(differences).singleElement()
			.extracting((difference) -> difference.get("change").asString())
			.isEqualTo(change);
		this.out.reset();
		run("diff", before, after);
		assertThat(out()).contains(output).doesNotContain("secret-name", "gold", "0a0a");
	}

	@Test
	void diffWhenHashesAreSpelledInAnotherWayThenIsTheSame() throws IOException {
		Path after = write("new.yml", BOUND.replace("0A".repeat(32), "0a" + ":0A".repeat(31)));
		assertThat(run("diff", write("old.yml", BOUND), after)).as(err()).isEqualTo(0);
		assertThat(out().strip()).isEqualTo("Same: no request is decided differently.");
	}

}
