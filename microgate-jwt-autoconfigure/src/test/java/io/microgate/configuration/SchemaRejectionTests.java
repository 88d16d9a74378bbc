package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON schemas reject most of what the start rejects. The rows of the rejection
 * tables that they accept are listed in a file, by what the schemas do not say.
 */
class SchemaRejectionTests {

	private static final List<String> TABLES = List.of("jwks", "jwks-fetch", "jwts", "access-control-policies",
			"routes", "manifests", "protected-resources", "challenge-realm");

	@Test
	void validateWhenRowOfRejectionTablesThenRejectedUnlessListed() throws IOException {
		List<String> accepted = new ArrayList<>();
		int rows = 0;
		for (String table : TABLES) {
			List<Arguments> cases = RejectionTable.of(table).toList();
			rows += cases.size();
			cases.stream()
				.map(Arguments::get)
				.filter((row) -> isAccepted(table, (String) row[2]))
				.forEach((row) -> accepted.add("%s | %s | %s".formatted(table, row[0], row[1])));
		}
		assertThat(accepted.stream().distinct()).containsExactlyInAnyOrderElementsOf(beyondSchemas());
		assertThat(accepted.size()).isLessThan(rows * 3 / 10);
	}

	private static List<String> beyondSchemas() throws IOException {
		return new ClassPathResource("rejections/beyond-schemas.txt").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.startsWith("#") && !line.isBlank())
			.toList();
	}

	/** What is no YAML at all is rejected by any editor. */
	private static boolean isAccepted(String table, String text) {
		try {
			return (table.equals("manifests") ? SchemaFile.MANIFESTS.problems(ManifestRejectionTests.expand(text))
					: SchemaFile.APPLICATION.problems(RejectionTests.yaml(resource(table), text)))
				.isEmpty();
		}
		catch (YAMLException ex) {
			return false;
		}
	}

	private static String resource(String table) {
		return switch (table) {
			case "jwks", "jwks-fetch" -> "jwks.keys";
			case "jwts" -> "jwts.token";
			case "access-control-policies" -> "access-control-policies.guard";
			case "routes" -> "routes.free";
			case "protected-resources" -> "protected-resources.free";
			case "challenge-realm" -> "challenge.realm";
			default -> throw new IllegalArgumentException(table);
		};
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{unmatchedRequests: "${UNMATCHED:deny}"}                                                | true
			{unmatched_requests: pass}                                                              | true
			{unmatched-requests: Deny}                                                              | false
			{enabled: "off", reload: "${RELOAD}", maxWaitingRequests: "64"}                         | true
			{enabled: perhaps}                                                                      | false
			{max-waiting-requests: 0}                                                               | false
			{jwks: , jwts: {}}                                                                      | true
			{jwks: {Shop: {extensions: {cache: {ttl: 5m}}}}}                                        | false
			{jwks: {shop: {extensions: {cache: {ttl: 5m}}}}}                                        | true
			{jwks: {shop: {extensions.cache.ttl: 5m, provider.remote.uri: "https://idp.example"}}}  | true
			{jwks: {shop.provider.remote.uri: "https://idp.example"}}                               | true
			{jwks: {shop: {extensions: {cache: {ttl: -5m}}}}}                                       | false
			{jwks: {shop: {extensions: {cache: {ttl: PT5M, refresh-ahead: "${AHEAD}"}}}}}           | true
			{manifests: "file:a.yaml, file:b.yaml"}                                                 | true
			{manifests: [a.yaml]}                                                                   | false
			{namespace: shop}                                                                       | false
			{namespace: shop, manifests: "file:a.yaml"}                                             | true
			{secrets: {keys: "https://idp.example/keys/"}}                                          | false
			{secrets: {keys: "file:/etc/keys/", more: "classpath:keys/", other: "${KEYS}"}}         | true
			{typo: 1}                                                                               | false
			""")
	void validateWhenSpellingThenAcceptedAsAtStart(String microgate, boolean accepted) {
		String yaml = "microgate: " + microgate;
		assertThat(SchemaFile.APPLICATION.problems(yaml).isEmpty()).isEqualTo(accepted);
		if (!accepted) {
			assertThat(Configurations.problems(yaml)).isNotEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			expirationRequired: 'yes', extensions: {authorities: [{claim: a, prefix: }]}            | true
			expirationRequired: true, extensions: {types: [~, JWT]}                                 | true
			expirationRequired: true, extensions: {types: "JWT,at+jwt"}                             | true
			expirationRequired: true, extensions: {claims: {"[https://example.com/a]": {path: a}}}  | true
			expirationRequired: true, extensions: {claims: {roles.path: a, x: {path: "a,b"}}}       | true
			expirationRequired: true, extensions: {claims: {roles: {path: [a], split: 'TRUE'}}}     | true
			expirationRequired: true, extensions: {claims: }                                        | true
			expirationRequired: true, extensions: {}                                                | true
			expirationRequired: true, extensions:                                                   | false
			expirationRequired: 1                                                                   | false
			expiration_required: true, extensions: {cache: {maximum_size: '0'}}                     | true
			expiration-required: true, extensions: {cache: {maximumSize: 0x10}}                     | true
			expiration-required: true, extensions: {cache: {maximumSize: "1,000"}}                  | false
			expiration-required: true, clockSkewTolerance: 10S, max-lifetime: P1D                   | true
			expiration-required: true, clockSkewTolerance: 10                                       | false
			expiration-required: true, extensions: {maxTokenSize: 64KB}                             | true
			expiration-required: true, extensions: {maxTokenSize: 1024B}                            | true
			expiration-required: true, extensions: {maxTokenSize: '65536'}                          | true
			expiration-required: true, extensions: {maxTokenSize: '65537'}                          | false
			expiration-required: true, extensions: {maxTokenSize: 1kb}                              | false
			expiration-required: true, extensions: {maxTokenSize: 1MB}                              | false
			expiration-required: true, extensions: {maxTokenSize: }                                 | false
			expiration-required: true, extensions: {claims: {a: {path: a, split: true, keys: no}}}  | true
			expiration-required: true, extensions: {claims: {a: {path: a, split: true, keys: true}}} | false
			""")
	void validateWhenSpellingOfJwtThenAcceptedAsAtStart(String jwt, boolean accepted) {
		String yaml = """
				microgate:
				  jwks: {idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}}
				  jwts: {shop: {require-any: [{jwksRef: {name: idp}}], %s}}
				""".formatted(jwt);
		assertThat(Configurations.problems(yaml).isEmpty()).isEqualTo(accepted);
		assertThat(SchemaFile.APPLICATION.problems(yaml).isEmpty()).isEqualTo(accepted);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{microgate: {jwts: {shop: {max-lifetime: 1h}}}}                                          | false | true
			{microgate: {jwts: {shop: {max-lifetime: 1h}}}, spring: {config: {import: "a.yml"}}}     | true  | true
			{microgate: {jwts: {shop: {max-lifetime: 1h}}}, spring.config.activate.on-profile: test} | true  | true
			{microgate: {jwts: {shop: {max-lifetime: 1}}}, spring.config.activate.on-profile: test}  | false | false
			{microgate: {jwts: {shop: {requireAny: [{}]}}}, spring.config.activate.on-profile: test} | false | false
			""")
	void validateWhenPartOfConfigurationThenNothingIsMissing(String yaml, boolean application, boolean profile) {
		assertThat(SchemaFile.APPLICATION.problems(yaml).isEmpty()).isEqualTo(application);
		assertThat(SchemaFile.PROFILE.problems(yaml).isEmpty()).isEqualTo(profile);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{apiVersion: apps/v1, kind: Deployment, anything: 1}                                                | true
			{apiVersion: apps/v1}                                                                               | false
			{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: A}}]}          | false
			{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: a}}]}          | true
			{apiVersion: microgateway.airlock.com/v1, kind: JWT, metadata: {name: a}, spec: {}}                 | false
			{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: b}}, binaryData: {a: "***"}}      | false
			""")
	void validateWhenResourceThenAcceptedAsAtStart(String yaml, boolean accepted) {
		assertThat(SchemaFile.MANIFESTS.problems(yaml).isEmpty()).isEqualTo(accepted);
	}

}
