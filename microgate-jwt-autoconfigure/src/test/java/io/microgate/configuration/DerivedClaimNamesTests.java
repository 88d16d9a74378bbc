package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.jwt.JwtSpec.DerivedClaim;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Names of derived claims in each source: they are literal, as no relaxed binding of a
 * key would keep them.
 */
@Tag("server")
class DerivedClaimNamesTests {

	private static final String BASE = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
			  jwts: {token: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}}
			""";

	private static final String CLAIMS = "microgate.jwts.token.extensions.claims";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			roles                             | roles
			kc-roles                          | kc-roles
			kcRoles                           | kcRoles
			KC_ROLES                          | KC_ROLES
			"[kc_roles]"                      | kc_roles
			"[realm_access.roles]"            | realm_access.roles
			"[https://shop.example/roles]"    | https://shop.example/roles
			"[urn:zitadel:iam:org:project:roles]" | urn:zitadel:iam:org:project:roles
			"[cognito:groups]"                | cognito:groups
			"[rôles d'accès]"                 | rôles d'accès
			"7"                               | 7
			path                              | path
			""")
	void readWhenYamlThenNameAsWritten(String written, String name) {
		assertThat(claims(yaml("{%s: {path: [a]}}".formatted(written)), BASE)).containsOnlyKeys(name);
	}

	@Test
	void readWhenPropertiesFileThenNameAsWritten() throws IOException {
		String prefix = CLAIMS + ".";
		ConfigurableEnvironment environment = Configurations.environment(BASE);
		String file = prefix + "kc-roles.path=realm_access,roles\n" + CLAIMS
				+ "[https\\://shop.example/roles].path[0]=a.b\n" + prefix + "clientRoles.path[0]=a,b\n" + prefix
				+ "clientRoles.keys=true\n";
		new PropertiesPropertySourceLoader()
			.load("application.properties", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		assertThat(Configurations.read(environment).jwts().get("token").extensions().claims()).containsOnly(
				entry("kc-roles", new DerivedClaim(List.of("realm_access", "roles"), false, false)),
				entry("https://shop.example/roles", new DerivedClaim(List.of("a.b"), false, false)),
				entry("clientRoles", new DerivedClaim(List.of("a,b"), false, true)));
	}

	@Test
	void readWhenJsonThenNameAsWritten() {
		ConfigurableEnvironment environment = json("""
				{"kc-roles": {"path": ["realm_access", "roles"]}, "kcGroups": {"path": ["g"], "split": true},
				"[https://shop.example/roles]": {"path": ["a.b"], "keys": true}}
				""");
		assertThat(Configurations.read(environment).jwts().get("token").extensions().claims()).containsOnly(
				entry("kc-roles", new DerivedClaim(List.of("realm_access", "roles"), false, false)),
				entry("kcGroups", new DerivedClaim(List.of("g"), true, false)),
				entry("https://shop.example/roles", new DerivedClaim(List.of("a.b"), false, true)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a": null}               | must be an object, but nothing is given
			{"a": {"path": null}}     | must be a list, but nothing is given
			{"a": {"path": [null]}}   | must be a string, but nothing is given
			{"a": {}}                 | is required
			{"a.b": {"path": ["c"]}}  | is not a known key
			""")
	void readWhenJsonIsWrongThenProblem(String claims, String rule) {
		assertThat(Configurations.problems(json(claims))).extracting(Problem::rule).contains(rule);
	}

	@Test
	void readWhenJsonSaysThatPrefixIsNothingThenProblem() {
		ConfigurableEnvironment environment = Configurations.environment(BASE);
		Map<String, Object> json = new HashMap<>();
		json.put("microgate.jwts.token.extensions.authorities[0].claim", "roles");
		json.put("microgate.jwts.token.extensions.authorities[0].prefix", null);
		environment.getPropertySources().addFirst(new MapPropertySource("json", json));
		assertThat(Configurations.problems(environment)).extracting(Problem::rule)
			.containsExactly("must be a string, but nothing is given");
	}

	@ParameterizedTest
	@ValueSource(strings = { "MICROGATE_JWTS_TOKEN_EXTENSIONS_CLAIMS_ROLES_PATH",
			"MICROGATE_JWTS_TOKEN_EXTENSIONS_CLAIMS_ROLES_PATH_0", "MICROGATE_JWTS_TOKEN_EXTENSIONS_PRINCIPALCLAIM",
			"MICROGATE_JWTS_TOKEN_EXTENSIONS_AUTHORITIES_0_PREFIX" })
	void readWhenVariableThenRefusedWithPlaceholderAsCure(String name) {
		ConfigurableEnvironment environment = Configurations.environment(BASE);
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(Map.of(name, "x"))));
		new SystemEnvironmentPropertySourceEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication());
		assertThat(Configurations.problems(environment)).singleElement().satisfies((problem) -> {
			assertThat(problem.rule()).startsWith("must not be set by an environment variable");
			assertThat(problem.cure()).contains("${PLACEHOLDER}");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{kc-roles: {path: [a]}}           | {kcRoles: {path: [b]}}
			{kc-roles: {path: [a]}}           | {kc_roles: {path: [b]}}
			{roles: {path: [a]}}              | {Roles: {path: [b]}}
			{"[kc-roles]": {path: [a]}}       | {kcroles: {path: [b]}}
			{"[kc.roles]": {path: [a]}}       | {"[KC.roles]": {path: [b]}}
			""")
	void readWhenNamesDifferByDashesAndCaseThenProblemAlsoAcrossSources(String one, String other) {
		String both = one.replace("]}}", "]}, ") + other.substring(1);
		for (List<String> documents : List.of(List.of(yaml(one), yaml(other), BASE), List.of(yaml(both), BASE))) {
			assertThat(Configurations.problems(documents.toArray(String[]::new))).singleElement()
				.satisfies((problem) -> assertThat(problem.rule())
					.matches("must differ from .* by more than dashes and case"));
		}
	}

	@Test
	void readWhenSourcesWriteTheSameNameThenTheyMerge() {
		Map<String, DerivedClaim> expected = Map.of("kc-roles", new DerivedClaim(List.of("b"), true, false), "a.b",
				new DerivedClaim(List.of("c"), false, true));
		assertThat(claims(yaml("{'[kc-roles]': {split: true}, '[a.b]': {keys: true}}"),
				yaml("{kc-roles: {path: [b]}, '[a.b]': {path: [c]}}"), BASE))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{realm.roles: {path: [a]}}           | .realm.roles       | "[realm.roles]"
			{cognito:groups: {path: [a]}}        | [cognito:groups]   | in brackets and quotes
			{"https://a.example/b": {path: [a]}} | [https://a]        | in brackets and quotes
			{a b: {path: [a]}}                   | [a b]              | in brackets and quotes
			""")
	void readWhenNameNeedsBracketsThenOneProblemThatSaysSo(String claims, String place, String cure) {
		assertThat(Configurations.problems(yaml(claims), BASE)).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo(CLAIMS + place);
			assertThat(problem.cure()).contains(cure);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "acr", "amr", "auth_time", "azp",
			"client_id" })
	void readWhenVerificationReadsClaimOfThatNameThenProblem(String name) {
		for (String written : List.of(name, "\"[" + name + "]\"")) {
			assertThat(Configurations.problems(yaml("{%s: {path: [a]}}".formatted(written)), BASE))
				.extracting(Problem::property, Problem::rule)
				.containsExactly(
						tuple(CLAIMS + "." + name, "must not have the name of a claim that verification reads"));
		}
		assertThat(Configurations.problems(yaml("{%s-2: {path: [%1$s]}}".formatted(name)), BASE)).isEmpty();
	}

	@Test
	void readWhenNameIsTooLongThenProblem() {
		assertThat(Configurations.problems(yaml("{%s: {path: [a]}}".formatted("x".repeat(256))), BASE)).isEmpty();
		assertThat(Configurations.problems(yaml("{%s: {path: [a]}}".formatted("x".repeat(257))), BASE))
			.extracting(Problem::rule)
			.containsExactly("must have a name of 1 to 256 characters");
	}

	/** Names are no keys, so they do not tell how the author spells keys. */
	@Test
	void readWhenNameHasDashesThenKeysAreSpelledAsTheAuthorDoes() {
		String document = """
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts:
				    token:
				      extensions: {claims: {kc-roles: {path: [a]}}}
				      requireAny: [{jwksRef: {name: keys}}]
				      expirationRequired: false
				      maxLifetime: 1h
				""";
		assertThat(Configurations.problems(document)).singleElement()
			.satisfies((problem) -> assertThat(problem.rule()).contains("'expirationRequired'"));
	}

	@Test
	void canonicalWhenClaimsAreDerivedThenSortedAndWithoutTraceWhereNoneAre() {
		String plain = canonical(BASE);
		assertThat(plain).doesNotContain("claims:", "authorities:", "principalClaim:");
		String one = canonical(yaml("{b: {path: [x, y.z]}, '[a:b]': {path: [y], split: true}}"), BASE);
		assertThat(one)
			.isEqualTo(canonical(yaml("{'[a:b]': {path: [y], split: true, keys: false}, b: {path: [x, y.z]}}"), BASE))
			.isNotEqualTo(canonical(yaml("{b: {path: [x, y.z]}, '[a:b]': {path: [y], keys: true}}"), BASE))
			.isNotEqualTo(canonical(yaml("{b: {path: [x, y, z]}, '[a:b]': {path: [y], split: true}}"), BASE))
			.contains("a:b:\n", "split: true");
		assertThat(canonical("microgate: {jwts: {token: {extensions: {principalClaim: email}}}}", BASE))
			.contains("principalClaim: email");
		assertThat(canonical("microgate: {jwts: {token: {extensions: {authorities: [{claim: roles, prefix: ''}]}}}}",
				BASE))
			.contains("authorities:\n", "claim: roles", "prefix: ''");
		assertThat(canonical(yaml("{}"), BASE)).isEqualTo(plain);
	}

	private static String canonical(String... documents) {
		return CheckedConfiguration.read(Configurations.environment(documents), List.of()).canonical().yaml();
	}

	private static Map<String, DerivedClaim> claims(String... documents) {
		return Configurations.read(documents).jwts().get("token").extensions().claims();
	}

	private static String yaml(String claims) {
		return "microgate: {jwts: {token: {extensions: {claims: %s}}}}".formatted(claims);
	}

	private static ConfigurableEnvironment json(String claims) {
		ConfigurableEnvironment environment = Configurations.environment(BASE);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("commandLine", Map.of("spring.application.json",
					"{\"microgate\":{\"jwts\":{\"token\":{\"extensions\":{\"claims\":%s}}}}}".formatted(claims))));
		new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication());
		return environment;
	}

}
