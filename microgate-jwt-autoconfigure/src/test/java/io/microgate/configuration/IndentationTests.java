package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Keys that are indented too little or too much: no cure may take away what they require.
 */
class IndentationTests {

	private static final String YAML = """
			microgate:
			  routes:
			    shop: {paths: [/shop/**]}
			  jwks:
			    main:
			      provider: {remote: {uri: "https://idp.example.com/jwks.json"}}
			  jwts:
			    shop-jwt:
			      requireAny: [{jwksRef: {name: main}, issuer: "https://idp.example.com"}]
			      expirationRequired: true
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop-jwt}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: reader}}}}}]
			""";

	private static final String BELOW_AUTHORIZATION = "Put it directly below 'authorization', it is a key of that object";

	@Test
	void readWhenIndentedAsMeantThenNoProblem() {
		assertThat(Configurations.problems(YAML)).isEmpty();
	}

	@Test
	void readWhenRequirementIsBesideAuthorizationThenSaysWhereItBelongs() {
		assertThat(problems(YAML.replace("    requireAll", "  requireAll")))
			.extracting(Problem::property, Problem::rule, Problem::cure)
			.containsExactly(tuple("microgate.access-control-policies.shop.policies[0].requireAll",
					"is not a known key", BELOW_AUTHORIZATION));
	}

	@Test
	void readWhenAuthorizationHasNothingBelowItThenSaysThatItWouldBeOpen() {
		String yaml = YAML.replace("    requireAll", "  requireAll").replace("    authentication", "  authentication");
		assertThat(problems(yaml)).extracting(Problem::property, Problem::cure)
			.containsExactly(
					tuple("microgate.access-control-policies.shop.policies[0].authorization",
							"Indent the keys that belong to it deeper than it, known here: authentication, deny, "
									+ "requireAll, requireAny, extensions. Without keys, as {}, it opens the entry to "
									+ "every client"),
					tuple("microgate.access-control-policies.shop.policies[0].authentication", BELOW_AUTHORIZATION),
					tuple("microgate.access-control-policies.shop.policies[0].requireAll", BELOW_AUTHORIZATION));
	}

	@Test
	void readWhenKeysAreBesideTheNameThenSaysBelowWhichName() {
		assertThat(problems(YAML.replace("  requireAny", "requireAny").replace("  expiration", "expiration")))
			.extracting(Problem::property, Problem::cure)
			.containsExactly(tuple("microgate.jwts.requireAny", "Indent it deeper, so that it is below 'shop-jwt'"),
					tuple("microgate.jwts.expirationRequired", "Indent it deeper, so that it is below 'shop-jwt'"));
		assertThat(problems(YAML.replace("  provider", "provider"))).extracting(Problem::property, Problem::cure)
			.containsExactly(tuple("microgate.jwks.provider", "Indent it deeper, so that it is below 'main'"));
		assertThat(problems(YAML.replace("    shop-jwt:\n", "").replace("shop-jwt", "requireAny")))
			.extracting(Problem::cure)
			.contains("Indent it deeper, so that it is below the name of an entry");
	}

	@Test
	void readWhenMapIsBesideMicrogateThenSaysSo() {
		String yaml = YAML.substring(0, YAML.indexOf("  access-control"))
				+ YAML.substring(YAML.indexOf("  access-control")).replaceAll("(?m)^  ", "");
		assertThat(problems(yaml)).extracting(Problem::property, Problem::cure, (problem) -> problem.origin() != null)
			.contains(tuple("access-control-policies", "Put it below 'microgate', indented deeper than it", true));
	}

	@Test
	void readWhenNothingElseIsWrongThenKeysOfOthersAreNoProblem() {
		String others = "routes: {home: {paths: [/]}}\nsecrets: {a: \"file:/a\"}\n";
		assertThat(problems(others + YAML)).isEmpty();
		assertThat(problems("routes: {home: {page: a}}\nsecrets: {a: b}\njwks: c\n" + YAML.replace("remote", "remot")))
			.hasSize(1);
	}

	@Test
	void readWhenSecretsAreBesideMicrogateThenSaysSo() {
		String yaml = "secrets: {keys: \"file:/keys/\"}\n" + YAML
			.replace("remote: {uri: \"https://idp.example.com/jwks.json\"}", "local: {secretRef: {name: keys}}");
		assertThat(problems(yaml)).extracting(Problem::property).contains("secrets");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					- authorization:                        | - requestConditions: {deny: {}}~          authorization: | 'policies[0].authorization'
					targetRefs: [{name: shop}]              | targetRefs: [{name: shop}]~      deny: {}   | 'policies[].authorization'
					requireAll: [{jwt: {claim:              | requireAll: [{claim: {}, jwt: {claim:       | 'jwt'
					matcher: {exact: reader}                | matcher: {exact: reader}, name: a           | 'claim'
					issuer: "https://idp.example.com"       | issuer: a, algorithms: [RS256]              | 'shop-jwt.extensions'
					paths: [/shop/**]                       | paths: [/shop/**], method: GET              | 'matches[]'
					""")
	void readWhenKeyIsKnownNearbyThenNamesTheObject(String written, String misplaced, String object) {
		assertThat(problems(YAML.replace(written, misplaced.replace('~', '\n')))).extracting(Problem::cure)
			.anyMatch((cure) -> cure.contains("Put it directly below") && cure.contains(object));
	}

	@Test
	void readWhenOneLetterIsWrongThenTheKeyOfTheObjectComesFirst() {
		assertThat(problems(YAML.replace("paths: [/shop/**]", "matches: [{paths: {value: /shop}}]")))
			.extracting(Problem::cure)
			.containsExactly("Did you mean 'path'? Or else: Put it directly below 'shop', it is a key of that object");
	}

	@Test
	void readWhenKeyIsMisplacedInManifestThenSaysWhereItBelongs(@TempDir Path directory) {
		List<Problem> problems = new ManifestDirectory(directory).with("policy.yaml", """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: shop}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
				  policies:
				    - authorization: {deny: {}}
				      authentication: {}
				""").problems();
		assertThat(problems).extracting(Problem::cure).contains(BELOW_AUTHORIZATION);
	}

	private static List<Problem> problems(String yaml) {
		return Configurations.problems(yaml);
	}

}
