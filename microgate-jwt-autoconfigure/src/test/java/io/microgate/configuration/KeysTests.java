package io.microgate.configuration;

import java.util.List;

import io.microgate.match.RelaxedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Keys that are unknown or cannot be names.
 */
class KeysTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					microgate: {jwk: {}} | microgate.jwk | is not a known key | Did you mean 'jwks'?
					microgate: {un-matched: deny} | microgate.un-matched | is not a known key | Remove it, known here: enabled,
					microgate: {unmatchedRequest: deny} | microgate.unmatchedRequest | is not a known key | Did you mean 'unmatchedRequests'?
					microgate: {unmatched-request: deny} | microgate.unmatched-request | is not a known key | Did you mean 'unmatched-requests'?
					microgate: {"jwks!": {}} | microgate.jwks! | is not a known key | Did you mean 'jwks'?
					microgate: {manifests: [crs/]} | microgate.manifests[0] | must be the location of a file or directory | Correct the value
					microgate: {manifests: [classpath:crs/]} | microgate.manifests[0] | must be the location of a file or directory that exists | Correct it
					microgate: {manifests: ["file:/crs/that/are/not/there.yaml"]} | microgate.manifests[0] | must be the location of a file or directory that exists | Correct it
					microgate: {manifests: []} | microgate.manifests | must not be empty | Fill it
					microgate: {allowRewriting: []} | microgate.allow-rewriting | must not be empty | Fill it
					microgate: {allowRewriting: [""]} | microgate.allow-rewriting[0] | must not be empty | Fill it
					microgate: {reload: true} | microgate.reload | can only be set together with 'manifests' | Remove it
					microgate: {namespace: shop} | microgate.namespace | can only be set together with 'manifests' | Remove it
					microgate: {manifestsNotEnforced: [identityPropagation.oidc]} | microgate.manifests-not-enforced | can only be set together with 'manifests' | Remove it
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: []} | microgate.manifests-not-enforced | must not be empty | Fill it
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [""]} | microgate.manifests-not-enforced[0] | must not be empty | Fill it
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [identityPropagation.oidc, identityPropagation.oidc]} | microgate.manifests-not-enforced | must not have an item twice | Remove
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [identityPropagation.odic]} | microgate.manifests-not-enforced[0] | must name a field that is not supported and decides nothing about access | Write one of identityPropagation.metadata, identityPropagation.oidc, identityPropagation.tokenExchange;
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [accessControlPolicy.ensured]} | microgate.manifests-not-enforced[0] | must name a field that is not supported and decides nothing about access | Write one of
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [identityPropagation.jwt]} | microgate.manifests-not-enforced[0] | must name a field that is not supported and decides nothing about access | Write one of
					microgate: {manifests: ["classpath:/microgateway/"], manifestsNotEnforced: [oidc]} | microgate.manifests-not-enforced[0] | must name a field that is not supported and decides nothing about access | Write one of
					microgate: {identity-propagations: [a]} | microgate.identity-propagations | must be an object with one entry per name | Write one entry per name
					microgate: {routes: [a]} | microgate.routes | must be an object with one entry per name | Write one entry per name
					microgate: {routes: all} | microgate.routes | must be an object with one entry per name | Write one entry per name
					microgate: deny | microgate | must be an object | Write keys below it
					microgate: [deny] | microgate | must be an object | Write keys below it
					microgate: {enabled: sure} | microgate.enabled | must be a boolean | Write one of true, false
					microgate: {unmatchedRequests: allow} | microgate.unmatched-requests | must be one of [deny, pass] | Write one
					microgate: {unmatchedRequests: } | microgate.unmatched-requests | must be one of [deny, pass] | Write one
					microgate: {observability: {subject: sha256}} | microgate.observability.subject | must be one of [plain, hash, none] | Write one
					microgate: {observability: {audit: allowed}} | microgate.observability.audit | must be one of [denied, all] | Write one
					microgate: {observability: {routeTags: some}} | microgate.observability.route-tags | must be a boolean | Write one of true, false
					microgate: {observability: {tags: true}} | microgate.observability.tags | is not a known key | Remove it
					microgate: {observability: plain} | microgate.observability | must be an object | Write keys below it
					microgate: {max-waiting-requests: 0} | microgate.max-waiting-requests | must be greater than or equal to 1 | Correct the value
					microgate: {maxWaitingRequests: 10001} | microgate.max-waiting-requests | must be less than or equal to 10000 | Correct the value
					microgate: {maxWaitingRequests: many} | microgate.max-waiting-requests | must be an integer | Write a number
					microgate: {secrets: {a: /etc/keys}} | microgate.secrets.a | must be the location of a directory | Write it like file:
					microgate: {secrets: {a: "https://example.com/"}} | microgate.secrets.a | must be the location of a directory | Write it like file:
					microgate: {secrets: {a: ""}} | microgate.secrets.a | must not be empty | Fill it
					microgate: {secrets: {a: {b: c}}} | microgate.secrets.a | must be a string | Write a single string
					microgate: {explorer: {enabled: sure}} | microgate.explorer.enabled | must be a boolean | Write one of true, false
					microgate: {explorer: {enable: true}} | microgate.explorer.enable | is not a known key | Did you mean 'enabled'?
					microgate: {explorer: true} | microgate.explorer | must be an object | Write keys below it
					microgate: {maxDuration: 1s, max-duration: 1s} | microgate.max-duration | is not a known key | Remove it
					""")
	void readWhenKeyOrValueOfRootIsWrongThenProblem(String yaml, String property, String rule, String cure) {
		assertThat(Configurations.problems(yaml)).anySatisfy((problem) -> {
			assertThat(problem.property()).isEqualTo(property);
			assertThat(problem.rule()).startsWith(rule);
			assertThat(problem.cure()).startsWith(cure);
			assertThat(problem.origin()).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPPER", "camelCase", "with_underscore", "slash/key", "'sp ace'", "-dash", "dash-", "'*'",
			"'[br.dot/x]'", "\u00e4" })
	void readWhenNameIsInvalidThenProblem(String name) {
		assertThat(Configurations.problems("microgate: {secrets: {%s: 'file:/a/'}}".formatted(name))).singleElement()
			.satisfies((problem) -> assertThat(problem.rule())
				.startsWith("must have a name of lower-case letters, digits and inner dashes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "'0'", "a-b", "a--b", "'no'" })
	void readWhenNameIsValidThenNoProblem(String name) {
		assertThat(Configurations.problems("microgate: {secrets: {%s: 'file:/a/'}}".formatted(name))).isEmpty();
	}

	@Test
	void readWhenNameIsNoTextThenProblem() {
		assertThat(Configurations.problems("microgate: {secrets: {no: 'file:/a/'}}"))
			.extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.secrets.false", "must have a name that is a string"));
		assertThat(Configurations.problems("microgate: {secrets: {0: 'file:/a/'}}"))
			.extracting(Problem::property, Problem::cure)
			.containsExactly(
					tuple("microgate.secrets", "Write one entry per name below it, a name of digits in quotes"));
	}

	@Test
	void readWhenNameHasDotThenProblem() {
		assertThat(Configurations.problems("""
				microgate:
				  jwks:
				    my.keys: {provider: {remote: {uri: "https://idp.example.com/"}}}
				""")).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwks.my.keys", "is not a known key"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "keysa", "key-sa" })
	void readWhenNamesDifferByDashesThenOneProblem(String name) {
		List<Problem> problems = Configurations.problems("""
				microgate:
				  jwks:
				    keys-a: {provider: {remote: {uri: "https://idp.example.com/"}}}
				    %s: {provider: {remote: {uri: "https://idp.example.org/"}}}
				  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: %s}}]}}
				""".formatted(name, name));
		assertThat(problems)
			.extracting(Problem::property, Problem::rule, (problem) -> Configurations.line(problem.origin()))
			.containsExactly(
					tuple("microgate.jwks." + name, "must differ from 'keys-a' by more than dashes and case", 4));
	}

	@Test
	void readWhenInvalidNameIsReferredToThenOneProblem() {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {My_Keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: My_Keys}}]}}
				""")).extracting(Problem::property).containsExactly("microgate.jwks.My_Keys");
	}

	@Test
	void readWhenKeyIsSetInTwoSpellingsThenProblem() {
		assertThat(Configurations.problems("""
				microgate:
				  jwks:
				    keys:
				      provider:
				        remote: {uri: "https://idp.example.com/", timeouts: {maxDuration: 1s, max-duration: 2s}}
				""")).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwks.keys.provider.remote.timeouts.max-duration",
					"must be set once, but is set in two spellings"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"microgate: {routes: {a: {paths: [/a], Paths: [/b]}}} | microgate.routes.a.paths | paths and Paths",
			"microgate: {routes: {a: {paths: [/a]}}, Routes: {b: {paths: [/b]}}} | microgate.routes | routes and Routes",
			"microgate: {jwts: {a: {requireAny: [], require_any: []}}} | microgate.jwts.a.require-any | requireAny and require_any",
			"microgate: {routes: {a: {matches: {\"[0]\": {method: GET}, \"[00]\": {path: {value: /a}}}}}} | microgate.routes.a.matches[0] | 0 and 00",
			"{microgate: {reload: true}, Microgate: {namespace: a}} | microgate | microgate and Microgate" })
	void readWhenObjectOrListIsSetInTwoSpellingsThenProblem(String yaml, String place, String spellings) {
		assertThat(Configurations.problems(yaml))
			.filteredOn((problem) -> problem.rule().equals("must be set once, but is set in two spellings"))
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo(place);
				assertThat(problem.cure()).isEqualTo(
						"Keep one of '%s' and remove the other".formatted(spellings.replace(" and ", "' and '")));
				assertThat(Configurations.line(problem.origin())).isEqualTo(1);
			});
	}

	@Test
	void readWhenTwoSourcesSpellAKeyInTwoWaysThenTheyMerge() {
		String profile = "microgate: {access-control-policies: {a: {Policies: [{authorization: {}}]}}}";
		assertThat(Configurations.problems(profile, """
				microgate:
				  routes: {a: {paths: [/a]}}
				  accessControlPolicies: {a: {targetRefs: [{name: a}], policies: [{authorization: {deny: {}}}]}}
				""")).isEmpty();
	}

	@Test
	void readWhenWholeCustomResourceIsPastedThenOneProblemWithCure() {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts:
				    token:
				      apiVersion: microgateway.airlock.com/v1alpha1
				      kind: JWT
				      metadata: {name: token}
				      spec: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}
				""")).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("microgate.jwts.token");
			assertThat(problem.rule()).contains("a whole custom resource");
			assertThat(problem.cure()).contains("below 'spec' only", "'microgate.manifests'");
			assertThat(Configurations.line(problem.origin())).isEqualTo(5);
		});
	}

	@ParameterizedTest
	@CsvSource({ "shop_jwt, shop-jwt", "Shop, shop", "myShop, my-shop", "a..b, a-b", "'[shop/jwt]', shop-jwt" })
	void readWhenNameIsInvalidThenCureIsNotThatName(String name, String suggestion) {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {"%s": {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}}
				""".formatted(name.startsWith("[") ? name : "[" + name + "]"))).first()
			.extracting(Problem::cure)
			.asString()
			.contains("to '" + suggestion + "' for example")
			.doesNotContain("Did you mean");
	}

	@ParameterizedTest
	@CsvSource({ "HS256", "hs512", "none" })
	void readWhenAlgorithmIsNotSupportedThenSaysWhy(String algorithm) {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts:
				    token:
				      requireAny: [{jwksRef: {name: keys}}]
				      expirationRequired: true
				      extensions: {algorithms: [%s]}
				""".formatted(algorithm))).singleElement()
			.extracting(Problem::cure)
			.asString()
			.contains("HMAC and unsigned tokens are not supported")
			.doesNotContain("Did you mean");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"requireAny: [{jwksRef: {name: keys}}], maxLifetime: 1h | Add 'expirationRequired'",
			"require-any: [{jwks-ref: {name: keys}}], max-lifetime: 1h | Add 'expiration-required'",
			"requireAny: [{jwksRef: {name: keys}}], maxLifetime: 1h, expirationRequired: false | Set 'expirationRequired' to true, or remove 'maxLifetime'",
			"require-any: [{jwks-ref: {name: keys}}], max-lifetime: 1h, expiration-required: false | Set 'expiration-required' to true, or remove 'max-lifetime'" })
	void readWhenFieldsAreSpelledInOneWayThenMessagesSpellThemAlike(String jwt, String cure) {
		assertThat(Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {token: {%s}}
				""".formatted(jwt))).singleElement().extracting(Problem::cure).isEqualTo(cure);
	}

	@Test
	void findWhenNameIsTheWrittenOneThenNotSuggested() {
		assertThat(RelaxedName.nearest("shop_jwt", List.of("shop_jwt"))).isNull();
		assertThat(RelaxedName.nearest("shop_jwt", List.of("shop_jwt", "shop-jwt"))).isEqualTo("shop-jwt");
	}

	@Test
	void readWhenMapKeyIsMisspeltThenReferencesAreNotReported() {
		assertThat(Configurations.problems("""
				microgate:
				  jwkss: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: keys}}]}}
				  routes: {a: {paths: [/a]}}
				  access-control-policy: {p: {targetRefs: [{name: a}], policies: [{authorization: {}}]}}
				""")).extracting(Problem::property)
			.containsExactly("microgate.jwkss", "microgate.access-control-policy");
	}

	@Test
	void readWhenNestedKeysAreUnknownThenOneProblem() {
		assertThat(Configurations.problems("""
				microgate:
				  jwks:
				    keys:
				      source: {remote: {uri: "https://idp.example.com/", timeout: 5}, also: [1, 2]}
				""")).extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.jwks.keys.source", "is not a known key"));
	}

	@Test
	void readWhenLongValueThenShortened() {
		assertThat(Configurations.problems("microgate: {foo: \"%s\\e[31m\"}".formatted("x".repeat(10_000))))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.value()).hasSizeLessThan(130));
	}

}
