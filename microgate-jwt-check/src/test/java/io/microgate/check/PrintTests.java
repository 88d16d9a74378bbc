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

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The canonical form that {@code --print} shows, and its digest: the same for all that
 * means the same, another for all else.
 */
class PrintTests {

	private static final String PROPERTIES = """
			microgate:
			  jwks:
			    example-jwks:
			      provider:
			        remote: {uri: "https://idp.example.com/jwks.json", timeouts: {connect: 1s, maxDuration: 90s}}
			  jwts:
			    bookstore-jwt:
			      requireAny:
			        - {jwksRef: {name: example-jwks}, issuer: "https://token.example.com", audiences: [web, app]}
			      expirationRequired: true
			      maxLifetime: 24h
			  access-control-policies:
			    secured:
			      targetRefs: [{name: bookstore}]
			      policies:
			        - requestConditions: {path: {matcher: {exact: /api/public}}, method: [GET, HEAD]}
			          authorization: {}
			        - authorization: {authentication: {jwt: {jwtRef: {name: bookstore-jwt}}}}
			  routes:
			    bookstore:
			      hostnames: [books.example.com]
			      matches: [{path: {value: /api}}, {headers: [{name: X-Flag, value: "on"}]}]
			""";

	private static final String MANIFESTS = """
			# the same, as the cluster has it
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: bookstore, namespace: shop}
			spec:
			  parentRefs: [{name: gateway}]
			  hostnames: [books.example.com]
			  rules:
			    - matches: [{path: {type: PathPrefix, value: /api}}]
			      backendRefs: [{name: books, port: 8080}]
			    - matches: [{headers: [{type: Exact, name: X-Flag, value: "on"}]}]
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: secured, namespace: shop}
			spec:
			  policies:
			    - authorization: {}
			      requestConditions: {method: [GET, HEAD], path: {matcher: {exact: /api/public, ignoreCase: false}}}
			    - authorization: {authentication: {jwt: {jwtRef: {name: bookstore-jwt}}}}
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: bookstore}]
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: bookstore-jwt, namespace: shop}
			spec:
			  clockSkewTolerance: 60s
			  extractionSources: [{bearerToken: {}}]
			  requireAny:
			    - {audiences: [web, app], issuer: "https://token.example.com", jwksRef: {name: example-jwks}}
			  maxLifetime: 1440m
			  expirationRequired: true
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: example-jwks, namespace: shop}
			spec:
			  provider:
			    remote:
			      timeouts: {maxDuration: 1m30s, connect: 1000ms}
			      tls: {certificateVerification: {publicCAs: {}}}
			      uri: https://idp.example.com/jwks.json
			""";

	@TempDir
	private Path directory;

	private String print(String name, String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), content);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		CheckCommand command = new CheckCommand(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), new StandardEnvironment());
		int code = command.run("--print", name.endsWith(".yml") ? file.toString() : "--manifests=" + file);
		assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(CheckCommand.GOOD);
		return out.toString(StandardCharsets.UTF_8);
	}

	private static String digest(String printed) {
		List<String> lines = printed.lines().toList();
		String last = lines.get(lines.size() - 1);
		assertThat(last).matches("# sha-256: [0-9a-f]{64}");
		return last;
	}

	@Test
	void printWhenDefaultsAreLeftOutThenWritesThemOut() throws IOException {
		assertThat(print("application.yml", PROPERTIES))
			.contains("unmatchedRequests: deny", "clockSkewTolerance: 1m", "maxLifetime: 24h", "maxDuration: 1m30s",
					"publicCAs: {}", "bearerToken: {}", "kind: HTTPRoute", "type: PathPrefix", "ignoreCase: false",
					"unknownKeyCooldown: 30s", "keyUse:\n      - sig\n", "- EdDSA", "maxTokenSize: 8192B",
					"maximumSize: 10000")
			.doesNotContain("&id", "microgate");
	}

	@Test
	void printWhenManifestsMeanTheSameThenIsTheSame() throws IOException {
		String properties = print("application.yml", PROPERTIES);
		assertThat(print("manifests.yaml", MANIFESTS)).isEqualTo(properties);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "maxDuration: 90s | maxDuration: PT1M30S", "maxLifetime: 24h | maxLifetime: 1d",
					"jwts: | jwts:   # tokens", "requireAny: | require-any:",
					"expirationRequired | expiration-required", "microgate: | microgate: # comment",
					"{path: {value: /api}} | {path: {type: PathPrefix, value: /api}}" })
	void digestWhenWrittenInAnotherWayThenTheSame(String text, String replacement) throws IOException {
		String other = PROPERTIES.replace(text, replacement);
		assertThat(other).isNotEqualTo(PROPERTIES);
		assertThat(digest(print("other.yml", other))).isEqualTo(digest(print("application.yml", PROPERTIES)));
	}

	@Test
	void digestWhenDefaultsOfExtensionsAreWrittenOutThenTheSame() throws IOException {
		String other = PROPERTIES.replace("      maxLifetime: 24h\n",
				"""
						      maxLifetime: 24h
						      extensions: {maxTokenSize: 8192B, types: ["", JWT, at+jwt], cookieCrossSite: refuse, cache: {maximumSize: 10000}}
						""");
		assertThat(other).isNotEqualTo(PROPERTIES);
		assertThat(digest(print("other.yml", other))).isEqualTo(digest(print("application.yml", PROPERTIES)));
	}

	@Test
	void digestWhenKeyUseIsWrittenThenTheSameForItsDefaultOnly() throws IOException {
		String place = "  jwts:\n    bookstore-jwt:";
		String extended = PROPERTIES.replace(place, "      extensions: {keyUse: [%s]}\n" + place);
		assertThat(extended).isNotEqualTo(PROPERTIES);
		String digest = digest(print("application.yml", PROPERTIES));
		assertThat(digest(print("other.yml", extended.formatted("sig")))).isEqualTo(digest);
		assertThat(digest(print("other.yml", extended.formatted("jwt-svid")))).isNotEqualTo(digest);
		assertThat(digest(print("other.yml", extended.formatted("sig, jwt-svid")))).isNotEqualTo(digest);
	}

	@Test
	void printWhenEntryHasExtensionsThenWritesThem() throws IOException {
		String entry = "issuer: \"https://token.example.com\"";
		String plain = print("application.yml", PROPERTIES);
		assertThat(print("empty.yml", PROPERTIES.replace(entry, entry + ", extensions: {}"))).isEqualTo(plain);
		String claims = print("claims.yml", PROPERTIES.replace(entry, entry
				+ ", extensions: {claims: [{name: token_use, value: {matcher: {exact: access}}}, {name: client_id}]}"));
		assertThat(claims).contains("claims:", "- name: token_use", "exact: access", "- name: client_id");
		String template = print("template.yml",
				PROPERTIES.replace(entry, "extensions: {issuer-template: \"https://{tid}.example.com\"}"));
		assertThat(template).contains("issuerTemplate: https://{tid}.example.com").doesNotContain("issuer:");
		assertThat(List.of(digest(plain), digest(claims), digest(template))).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{jwt: {jwtRef: {name: bookstore-jwt}, extensions: {optional: false}}}",
			"{jwt: {jwtRef: {name: bookstore-jwt}, extensions: {}}}, extensions: {}" })
	void digestWhenExtensionsOfAnEntrySetNothingThenTheSame(String authentication) throws IOException {
		String other = PROPERTIES.replace("{jwt: {jwtRef: {name: bookstore-jwt}}}", authentication);
		assertThat(other).isNotEqualTo(PROPERTIES);
		assertThat(digest(print("other.yml", other))).isEqualTo(digest(print("application.yml", PROPERTIES)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "extensions: {optional: true}}} | optional: true",
			"}}, extensions: {requireNone: [{jwt: {claim: {name: a}}}]} | requireNone:",
			"}}, extensions: {requireAny: [{jwt: {claim: {name: a}}}]} | requireAny:",
			"}}, requireAll: [{jwt: {claim: {name: a, value: {extensions: {equals: {header: X-A}}}}}}] | header: X-A" })
	void printWhenExtensionsOfAnEntryAreSetThenWritesThem(String text, String printed) throws IOException {
		String other = PROPERTIES.replace("{jwt: {jwtRef: {name: bookstore-jwt}}}",
				"{jwt: {jwtRef: {name: bookstore-jwt}" + (text.startsWith("}") ? "" : ", ") + text);
		assertThat(print("other.yml", other)).contains(printed);
		assertThat(digest(print("other.yml", other))).isNotEqualTo(digest(print("application.yml", PROPERTIES)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "maxDuration: 90s | maxDuration: 91s", "maxLifetime: 24h | maxLifetime: 25h",
					"audiences: [web, app] | audiences: [web]", "/api/public | /api/publik", "[GET, HEAD] | [GET]",
					"books.example.com | book.example.com", "value: /api} | value: /apis}", "jwks.json | keys.json",
					"issuer: \"https://token | issuer: \"https://tokens", "X-Flag | X-Flags",
					"authorization: {} | authorization: {deny: {}}" })
	void digestWhenItMeansSomethingElseThenAnother(String text, String replacement) throws IOException {
		String other = PROPERTIES.replace(text, replacement);
		assertThat(other).isNotEqualTo(PROPERTIES);
		assertThat(digest(print("other.yml", other))).isNotEqualTo(digest(print("application.yml", PROPERTIES)));
	}

}
