package io.microgate.configuration;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Properties of several sources and of sources other than YAML.
 */
@Tag("server")
class SourcesTests {

	private static final String VALID = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/", timeouts: {connect: 1s}}}}}
			  jwts:
			    token:
			      requireAny: [{jwksRef: {name: keys}, audiences: [a, b]}, {jwksRef: {name: keys}}]
			      expirationRequired: true
			""";

	@ParameterizedTest
	@CsvSource({ "MICROGATE_UNMATCHEDREQUESTS", "MICROGATE_UNMATCHED_REQUESTS" })
	void readWhenVariableGivesSingleValueThenTaken(String name) {
		assertThat(Configurations.read(withVariables(Map.of(name, "pass"))).unmatchedRequests()).isEqualTo("pass");
		assertThat(Configurations.read(withVariables(Map.of("MICROGATE_ENABLED", "false"))).enabled()).isFalse();
	}

	@Test
	void readWhenVariableNamesManifestsThenRead() {
		Map<String, Object> variables = Map.of("MICROGATE_MANIFESTS",
				"classpath:/shapes/,classpath:/microgateway/jwks.yaml", "MICROGATE_NAMESPACE", "shop");
		assertThat(Configurations.read(withVariables(variables)).jwks()).containsKeys("remote-public", "example-jwks");
	}

	@ParameterizedTest
	@ValueSource(strings = { "MICROGATE_JWKS_KEYS_PROVIDER_REMOTE_URI", "MICROGATE_JWTS_TOKEN_REQUIREANY_0_ISSUER",
			"MICROGATE_ROUTES_A_PATHS", "MICROGATE_ACCESSCONTROLPOLICIES_A_TARGETREFS_0_NAME",
			"MICROGATE_ACCESS_CONTROL_POLICIES_A", "MICROGATE_SECRETS_KEYS", "microgate.secrets.keys",
			"MICROGATE_MANIFESTS_0", "MICROGATE_IDENTITYPROPAGATIONS_A_HEADER_NAME",
			"MICROGATE_MANIFESTSNOTENFORCED_0" })
	void readWhenVariableAddressesMapEntryThenRefusedWithCure(String name) {
		assertThat(Configurations.problems(withVariables(Map.of(name, "x")))).singleElement().satisfies((problem) -> {
			assertThat(problem.rule()).startsWith("must not be set by an environment variable");
			assertThat(problem.cure()).contains("${PLACEHOLDER}");
			assertThat(problem.origin()).hasToString("System Environment Property \"" + name + "\"");
		});
	}

	@ParameterizedTest
	@CsvSource({ "MICROGATE_ENABLD, is not a known key", "MICROGATE_PORT_8080_TCP, is not a known key" })
	void readWhenVariableIsUnknownThenProblem(String name, String rule) {
		assertThat(Configurations.problems(withVariables(Map.of(name, "x")))).extracting(Problem::rule)
			.containsExactly(rule);
	}

	@Test
	void readWhenVariableHasWrongValueThenProblem() {
		assertThat(Configurations.problems(withVariables(Map.of("MICROGATE_UNMATCHEDREQUESTS", "allow"))))
			.extracting(Problem::property, Problem::value, (problem) -> String.valueOf(problem.origin()))
			.containsExactly(tuple("microgate.unmatched-requests", "\"allow\"",
					"System Environment Property \"MICROGATE_UNMATCHEDREQUESTS\""));
	}

	@Test
	void readWhenVariablesDoNotConcernMicrogateThenIgnored() {
		assertThat(Configurations.problems(withVariables(Map.of("MICROGATEWAY_JWKS_A", "x", "PATH", "/bin"))))
			.isEmpty();
	}

	@Test
	void readWhenUnknownSystemPropertyThenProblem() {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("systemProperties", Map.of("microgate.jwks.keys.provider.remot.uri", "x")));
		assertThat(Configurations.problems(environment))
			.extracting(Problem::property, (problem) -> String.valueOf(problem.origin()))
			.containsExactly(tuple("microgate.jwks.keys.provider.remot",
					"\"microgate.jwks.keys.provider.remot.uri\" from property source \"systemProperties\""));
	}

	@Test
	void readWhenSystemPropertyThenTakesPrecedence() {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("systemProperties",
					Map.of("microgate.jwks.keys.provider.remote.timeouts.connect", "2s")));
		assertThat(Configurations.read(environment).jwks().get("keys").provider().remote().timeouts().connect())
			.isEqualTo("2s");
	}

	@Test
	void readWhenProfileOverridesValueThenObjectsMerge() {
		String profile = "microgate: {jwks: {keys: {provider: {remote: {timeouts: {maxDuration: 3s}}}}}}";
		assertThat(Configurations.read(profile, VALID).jwks().get("keys").provider().remote().timeouts())
			.hasToString("Timeouts[connect=1s, maxDuration=3s]");
	}

	@Test
	void readWhenProfileOverridesWrongValueThenNoProblem() {
		String profile = "microgate: {jwks: {keys: {provider: {remote: {timeouts: {connect: 3s}}}}}}";
		assertThat(Configurations.problems(profile, VALID.replace("connect: 1s", "connect: 1"))).isEmpty();
	}

	@Test
	void readWhenProfileGivesListThenListsDoNotMerge() {
		String profile = "microgate: {jwts: {token: {requireAny: [{jwksRef: {name: keys}, issuer: i}]}}}";
		assertThat(Configurations.read(profile, VALID).jwts().get("token").requireAny()).singleElement()
			.satisfies((entry) -> assertThat(entry.audiences()).isNull());
	}

	@Test
	void readWhenProfileEmptiesListThenProblemOfProfile() {
		assertThat(Configurations.problems("microgate: {jwts: {token: {requireAny: []}}}", VALID))
			.extracting(Problem::property, (problem) -> String.valueOf(problem.origin()))
			.containsExactly(tuple("microgate.jwts.token.require-any", "Byte array resource [document-0] - 1:40"));
	}

	@Test
	void readWhenUnknownKeyInListThatIsNotTakenThenProblem() {
		String profile = "microgate: {jwts: {token: {requireAny: [{jwksRef: {name: keys}, issuer: i}]}}}";
		assertThat(Configurations.problems(profile, VALID.replace("audiences", "audience")))
			.extracting(Problem::property, (problem) -> String.valueOf(problem.origin()))
			.containsExactly(
					tuple("microgate.jwts.token.require-any[0].audience", "Byte array resource [document-1] - 5:55"));
	}

	@Test
	void readWhenProfileAddsBranchThenExactlyOneOf() {
		String profile = "microgate: {jwks: {keys: {provider: {local: {secretRef: {name: s}}}}}, secrets: {s: 'file:/s/'}}";
		assertThat(Configurations.problems(profile, VALID)).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwks.keys.provider", "exactly one of [remote, local] must be set"));
	}

	@Test
	void readWhenDocumentsOfOneFileThenAllScanned() {
		ConfigurableEnvironment environment = Configurations.environment();
		Configurations.load("application.yml", "microgate: {foo: 1}\n---\nmicrogate: {bar: 1}\n")
			.forEach(environment.getPropertySources()::addLast);
		assertThat(Configurations.problems(environment)).extracting(Problem::property)
			.containsExactly("microgate.foo", "microgate.bar");
	}

	@Test
	void readWhenPropertiesFileThenEmptyTextIsEmptyObject() throws IOException {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		new PropertiesPropertySourceLoader().load("application.properties", new ByteArrayResource("""
				microgate.routes.a.paths=/a,/b
				microgate.access-control-policies.p.target-refs[0].name=a
				microgate.access-control-policies.p.policies[0].authorization.deny=
				""".getBytes()) {

			@Override
			public String getFilename() {
				return "application.properties";
			}

		}).forEach(environment.getPropertySources()::addFirst);
		MicrogateProperties properties = Configurations.read(environment);
		assertThat(properties.routes().get("a").paths()).isEqualTo(List.of("/a", "/b"));
		assertThat(properties.accessControlPolicies().get("p").policies().get(0).authorization().deny()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "jwts.token.requireAny[0].jwksRef | must be an object, but nothing is given",
			"access-control-policies.p.policies[0].authorization | must be an object, but nothing is given",
			"access-control-policies.p.policies[0].authorization.deny | must be an object, but nothing is given",
			"access-control-policies.p.policies[0] | must be an object, but nothing is given",
			"jwks.keys | must be an object, but nothing is given",
			"routes | must be an object with one entry per name, but nothing is given",
			"jwts.token.extensions.types | must be a list, but nothing is given",
			"jwts.token.extensions.types[0] | must be a string, but nothing is given",
			"jwts.token.expirationRequired | must be a boolean, but nothing is given",
			"jwts.token.extensions.cache.maximumSize | must be an integer, but nothing is given" })
	void readWhenSourceSaysNullThenProblem(String property, String rule) {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		Map<String, Object> json = new HashMap<>();
		json.put("microgate." + property, null);
		environment.getPropertySources().addFirst(new MapPropertySource("json", json));
		assertThat(Configurations.problems(environment)).extracting(Problem::rule).contains(rule);
	}

	@Test
	void readWhenSourceHoldsEmptyObjectAndListThenTakenAsSuch() {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("json",
					Map.of("microgate.routes.a", Map.of(), "microgate.access-control-policies.p.target-refs[0].name",
							"a", "microgate.access-control-policies.p.policies[0].authorization.deny", Map.of(),
							"microgate.jwts.token.requireAny[0].audiences", List.of(),
							"microgate.jwts.token.requireAny[0].jwksRef.name", "keys")));
		assertThat(Configurations.problems(environment)).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwts.token.require-any[0].audiences", "must have 1 to 64 items"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgate:\n  routes:\n", "microgate:\n  routes: ~\n" })
	void readWhenProfileGivesNothingForMapOfAnotherSourceThenProblem(String profile) {
		String base = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies: {a: {targetRefs: [{name: a}], policies: [{authorization: {}}]}}
				""";
		assertThat(Configurations.problems(profile, base))
			.extracting(Problem::property, Problem::rule, (problem) -> Configurations.line(problem.origin()))
			.containsExactly(
					tuple("microgate.routes", "must be an object with one entry per name, but nothing is given", 2));
		assertThat(Configurations.problems(base, profile)).isEmpty();
		assertThat(Configurations.problems("microgate: {routes: {}}", base)).isEmpty();
	}

	@Test
	void readWhenListIsTextAndItemsThenProblem() {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("map",
					Map.of("microgate.jwts.token.requireAny[0].jwksRef.name", "keys",
							"microgate.jwts.token.requireAny[0].audiences", "a,b",
							"microgate.jwts.token.requireAny[0].audiences[0]", "c")));
		assertThat(Configurations.problems(environment)).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwts.token.require-any[0].audiences", "must be a list"));
	}

	@ParameterizedTest
	@CsvSource({ "MICROGATE_UNMATCHED_REQUESTS, MICROGATE_UNMATCHEDREQUESTS",
			"microgate_unmatchedrequests, MICROGATE_UNMATCHED_REQUESTS" })
	void readWhenTwoVariablesSetTheSameThenProblem(String one, String other) {
		for (String value : List.of("pass", "drop")) {
			Map<String, Object> variables = Map.of(one, "refuse", other, value);
			assertThat(Configurations.problems(withVariables(variables))).extracting(Problem::property, Problem::rule)
				.contains(tuple("microgate.unmatched-requests", "must be set once, but is set in two spellings"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "microgate.unmatched-requests, refuse, microgate.unmatched-requests., pass",
			"microgate.jwts.token.expirationRequired, true, microgate.jwts.token.expirationRequired., false",
			"microgate.jwts.token.requireAny[0].issuer, a, microgate.jwts.token.requireAny[0].issuer., *",
			"microgate.jwts.token.maxLifetime, 1h, microgate.jwts.token.maxLifetime., 1h",
			"microgate.routes.a.paths, /a, microgate.routes.a.paths., /c",
			"microgate.routes.a.paths[0], /a, microgate.routes.a.paths.[0], /c",
			"microgate.routes.a.matches[0].path.value, /q, microgate.routes.a.matches[0]path.value, /r" })
	void readWhenTwoNamesAreReadAsTheSameKeysThenProblem(String one, String value, String other, String second) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put(one, value);
		properties.put(other, second);
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources().addFirst(new MapPropertySource("map", properties));
		assertThat(Configurations.problems(environment)).extracting(Problem::rule, Problem::cure)
			.contains(tuple("must be set once, but is set in two spellings", "Remove one of them"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "microgate: {routes: {a: {paths: [], 'paths[0]': /a}}}",
			"microgate: {routes: {a: {paths: '', 'paths[0]': /a}}}",
			"microgate: {access-control-policies: {p: {policies: [], 'policies[0]': {authorization: {}}}}}" })
	void readWhenListIsEmptyAndHasItemsThenProblem(String document) {
		assertThat(Configurations.problems(Configurations.environment(document))).extracting(Problem::rule)
			.contains("must be a list");
	}

	@Test
	void readWhenKeyHasTwoSpellingsInListThatIsNotTakenThenProblem() {
		String high = """
				microgate:
				  access-control-policies: {a: {targetRefs: [{name: a}], policies: [{authorization: {deny: {}}}]}}
				""";
		String low = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies: {a: {policies: [{authorization: {}, Authorization: {deny: {}}}]}}
				""";
		assertThat(Configurations.problems(high, low)).extracting(Problem::rule)
			.containsExactly("must be set once, but is set in two spellings");
	}

	@Test
	void readWhenDocumentIsEmptyObjectThenIgnored() {
		assertThat(Configurations.problems("{}", VALID)).isEmpty();
	}

	@Test
	void readWhenListHasGapThenProblem() {
		ConfigurableEnvironment environment = Configurations.environment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("map", Map.of("microgate.routes.a.hostnames[0]", "a.example.com",
					"microgate.routes.a.hostnames[2]", "b.example.com")));
		assertThat(Configurations.problems(environment)).extracting(Problem::property)
			.containsExactlyInAnyOrder("microgate.routes.a.hostnames", "microgate.routes.a");
	}

	private static ConfigurableEnvironment withVariables(Map<String, Object> variables) {
		ConfigurableEnvironment environment = Configurations.environment(VALID);
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
		new SystemEnvironmentPropertySourceEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication());
		return environment;
	}

}
