package io.microgate.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is allowed but probably not what its author means.
 */
@ExtendWith(OutputCaptureExtension.class)
class NewcomerWarningsTests {

	private static final String JWTS = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
			  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: keys}, issuer: i}]}}
			""";

	private static final String POLICY = """
			microgate:
			  routes: {a: {paths: [/a]}}
			  access-control-policies:
			    p:
			      targetRefs: [{name: a}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: token}}}
			            requireAny: [{jwt: {claim: %s}}]
			""";

	private static final String CLAIM = "'microgate.access-control-policies.p.policies[0].authorization.require-any[0].jwt.claim.";

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '`',
			textBlock = """
					{name: scope, value: {matcher: {contains: read}}} ~ value.matcher.contains' is also found within longer scopes
					{name: scp, value: {matcher: {contains: read}}} ~ value.matcher.contains' is also found within longer scopes
					{name: roles, value: {matcher: {exact: '"admin"'}}} ~ value.matcher.exact' has the quotes of JSON
					{name: roles, value: {matcher: {contains: '"admin"'}}} ~ value.matcher.contains' has the quotes of JSON
					{name: roles, value: {matcher: {exact: '["admin"]'}}} ~ value.matcher.exact' has the quotes of JSON
					{name: roles, value: {matcher: {regex: '^"(admin|user)"$'}}} ~ value.matcher.regex' has the quotes of JSON
					{name: realm_access.roles} ~ name' is the name of a single claim with a dot in it
					{name: resource_access.my-client.roles} ~ name' is the name of a single claim with a dot in it
					{name: resource_access.4d7a.roles} ~ name' is the name of a single claim with a dot in it
					{name: $.realm_access.roles} ~ name' is the name of a single claim with a dot in it
					{name: $.roles} ~ name' is the name of a single claim with a dot in it
					{name: .realm_access.roles} ~ name' is the name of a single claim with a dot in it
					{name: realm_access/roles} ~ name' is the name of a single claim with a slash in it
					{name: /realm_access/roles} ~ name' is the name of a single claim with a slash in it
					{name: 'realm_access[roles]'} ~ name' is the name of a single claim with brackets in it
					{name: "realm_access['roles']"} ~ name' is the name of a single claim with brackets in it
					{name: "['realm_access']['roles']"} ~ name' is the name of a single claim with brackets in it
					{name: "$['realm_access'].roles"} ~ name' is the name of a single claim with brackets in it
					{name: 'request.auth.claims[realm_access][roles]'} ~ name' is the name of a single claim with brackets in it
					{name: 'realm_access.roles[*]'} ~ name' is the name of a single claim with brackets in it
					{name: 'roles[0]'} ~ name' is the name of a single claim with brackets in it
					{name: scope, value: {matcher: {prefix: read}}} ~ value.matcher.prefix' also matches longer scopes
					{name: scp, value: {matcher: {suffix: read}}} ~ value.matcher.suffix' also matches longer scopes
					{name: scope, value: {matcher: {regex: '(^| )read( |$)'}}} ~ value.matcher.regex' is not anchored
					{name: scope, value: {matcher: {regex: '\\bread\\b'}}} ~ value.matcher.regex' is not anchored
					{name: roles, value: {matcher: {exact: '[admin]'}}} ~ value.matcher.exact' has the brackets of a JSON array
					{name: roles, value: {matcher: {prefix: '["admin"'}}} ~ value.matcher.prefix' has the quotes of JSON
					{name: roles, value: {matcher: {exact: ROLE_admin}}} ~ value.matcher.exact' has the prefix of an authority
					{name: roles, value: {matcher: {prefix: ROLE_}}} ~ value.matcher.prefix' has the prefix of an authority
					{name: roles, value: {matcher: {contains: ROLE_ADMIN}}} ~ value.matcher.contains' has the prefix of an authority
					{name: roles, value: {matcher: {regex: '^(ROLE_admin|ROLE_user)$'}}} ~ value.matcher.regex' has the prefix of an authority
					{name: scope, value: {matcher: {exact: SCOPE_read}}} ~ value.matcher.exact' has the prefix of an authority
					""")
	void ofWhenClaimIsProbablyMeantOtherwiseThenWarning(String claim, String warning) {
		assertThat(warnings(POLICY.formatted(claim), JWTS)).singleElement().asString().startsWith(CLAIM + warning);
		for (String list : List.of("requireAny", "requireNone")) {
			String policy = POLICY.formatted(claim)
				.replace("requireAny: [{jwt: {claim: %s}}]".formatted(claim),
						"extensions: {%s: [{jwt: {claim: %s}}]}".formatted(list, claim));
			assertThat(warnings(policy, JWTS)).singleElement()
				.asString()
				.startsWith(
						CLAIM.replace("require-any", "extensions.require-" + list.substring(7).toLowerCase(Locale.ROOT))
								+ warning);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{name: scope, value: {matcher: {regex: '^(.* )?read( .*)?$'}}}",
			"{name: scope, value: {matcher: {exact: read}}}", "{name: roles, value: {matcher: {contains: read}}}",
			"{name: roles, value: {matcher: {exact: '5\"'}}}", "{name: 'https://example.com/roles'}",
			"{name: 'urn:example.roles'}", "{name: kubernetes.io}",
			"{name: scope, value: {extensions: {equals: {header: X-Scope}}}}", "{name: com.example.roles}",
			"{name: '1.2'}", "{name: roles.}", "{name: v1.0}", "{name: /}", "{name: 'cognito:groups'}",
			"{name: shop.example.de}", "{name: kubernetes.io/serviceaccount/namespace}",
			"{name: kubernetes.io/serviceaccount/service-account.name}", "{name: 'http://schemas.xmlsoap.org/role'}",
			"{name: 'https://sts.windows.net/roles[0]'}", "{name: roles, value: {matcher: {exact: '[a'}}}",
			"{name: role, value: {matcher: {regex: '^[ab]$'}}}",
			"{name: authorities, value: {matcher: {exact: ROLE_A}}}",
			"{name: roles, value: {matcher: {exact: MY_ROLE_A}}}", "{name: roles, value: {matcher: {exact: role_a}}}" })
	void ofWhenClaimIsPlainThenNoWarning(String claim) {
		assertThat(warnings(POLICY.formatted(claim), JWTS)).isEmpty();
	}

	@Test
	void ofWhenClaimIsDerivedUnderThatNameThenNoWarning() {
		String extensions = """
				microgate:
				  jwts:
				    token:
				      extensions:
				        claims: {"[realm_access.roles]": {path: [realm_access, roles]}}
				        authorities: [{claim: realm_access.roles, prefix: ROLE_}]
				        principalClaim: realm_access.roles
				""";
		assertThat(warnings(extensions, POLICY.formatted("{name: realm_access.roles}"), JWTS)).isEmpty();
		assertThat(warnings(extensions, POLICY.formatted("{name: realm_access.groups}"), JWTS)).singleElement()
			.asString()
			.contains("a derived claim of that name finds it");
	}

	/** Elements of a derived list are whole scopes. */
	@ParameterizedTest
	@ValueSource(strings = { "contains", "prefix", "suffix", "exact" })
	void ofWhenScopeIsDerivedThenNoWarning(String operator) {
		String extensions = "microgate: {jwts: {token: {extensions: {claims: {scope: {path: [scp], split: true}}}}}}";
		String scope = POLICY.formatted("{name: scope, value: {matcher: {%s: read}}}".formatted(operator));
		String scp = POLICY.formatted("{name: scp, value: {matcher: {%s: read}}}".formatted(operator));
		assertThat(warnings(extensions, scope, JWTS)).isEmpty();
		assertThat(hints(extensions, scope, JWTS)).isEmpty();
		assertThat(List.of(warnings(extensions, scp, JWTS), hints(extensions, scp, JWTS))).anySatisfy((
				texts) -> assertThat(texts).singleElement().asString().startsWith(CLAIM + "value.matcher." + operator));
	}

	@ParameterizedTest
	@ValueSource(strings = { "scope", "scp" })
	void hintsWhenScopeIsExactThenSaysThatOthersMayBeInTheSameString(String claim) {
		String policy = POLICY.formatted("{name: %s, value: {matcher: {exact: read}}}".formatted(claim));
		assertThat(warnings(policy, JWTS)).isEmpty();
		assertThat(hints(policy, JWTS)).singleElement()
			.asString()
			.startsWith(CLAIM + "value.matcher.exact' does not match if the token has further scopes");
	}

	@Test
	void ofWhenScopeIsComparedThenAdviceCausesNoWarning() {
		String contains = "{name: scope, value: {matcher: {contains: read}}}";
		String advice = warnings(POLICY.formatted(contains), JWTS).get(0)
			.replaceAll(".*a regex such as (.*) finds.*", "$1");
		String followed = POLICY.formatted("{name: scope, value: {matcher: {regex: '%s'}}}".formatted(advice));
		assertThat(warnings(followed, JWTS)).isEmpty();
		assertThat(hints(followed, JWTS)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			[realm_access.roles]              ~ true
			realm_access.roles                ~ true
			[$.realm_access.roles]            ~ true
			[realm_access/roles]              ~ true
			[realm_access, roles]             ~ false
			[resource_access, my.shop, roles] ~ false
			["https://example.com/roles"]     ~ false
			[kubernetes.io]                   ~ false
			""")
	void ofWhenPathIsOneNameThatLooksNestedThenWarning(String path, boolean warned) {
		String extensions = "microgate: {jwts: {token: {extensions: {claims: {roles: {path: %s}}}}}}".formatted(path);
		assertThat(warnings(extensions, JWTS)).hasSize(warned ? 1 : 0)
			.allSatisfy((warning) -> assertThat(warning)
				.startsWith("'microgate.jwts.token.extensions.claims.roles.path[0]' is the name of a single member"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "kcRoles", "kc_roles", "KC-ROLES" })
	void ofWhenDerivedClaimIsSpelledOtherwiseThenWarning(String name) {
		String extensions = """
				microgate:
				  jwts:
				    token:
				      extensions:
				        claims: {kc-roles: {path: [realm_access, roles]}}
				        authorities: [{claim: %s, prefix: ROLE_}]
				""".formatted(name);
		assertThat(warnings(extensions, POLICY.formatted("{name: %s}".formatted(name)), JWTS)).hasSize(2)
			.allSatisfy((warning) -> assertThat(warning).contains("' is not the derived claim 'kc-roles'"));
	}

	@ParameterizedTest
	@CsvSource({ "roles, true", "scope, false", "other, false" })
	void ofWhenEntryNamesDerivedClaimThenWarningUnlessItIsAnotherFormOfTheOwn(String name, boolean warned) {
		String jwts = JWTS.replace("issuer: i", "issuer: i, extensions: {claims: [{name: %s}]}".formatted(name))
			.replace("{expirationRequired", "{extensions: {claims: {roles: {path: [realm_access, roles]}, "
					+ "scope: {path: [scope], split: true}}}, expirationRequired");
		assertThat(warnings(jwts)).hasSize(warned ? 1 : 0)
			.allSatisfy((warning) -> assertThat(warning).startsWith(
					"'microgate.jwts.token.require-any[0].extensions.claims[0].name' is compared with the token's own"));
	}

	@Test
	void ofWhenPrincipalIsMadeOfNestedNameThenWarning() {
		String extensions = """
				microgate:
				  jwts:
				    token:
				      extensions:
				        authorities: [{claim: roles, prefix: ""}, {claim: realm_access.roles, prefix: ROLE_}]
				        principalClaim: user.name
				""";
		assertThat(warnings(extensions, JWTS)).satisfiesExactlyInAnyOrder(
				(warning) -> assertThat(warning)
					.startsWith("'microgate.jwts.token.extensions.authorities[1].claim' is"),
				(warning) -> assertThat(warning).startsWith("'microgate.jwts.token.extensions.principal-claim' is"));
	}

	@ParameterizedTest
	@CsvSource({ "5m, false", "300s, false", "5m1s, true", "24h, true" })
	void ofWhenSkewIsLongThenWarning(String skew, boolean warned) {
		List<String> warnings = warnings(JWTS.replace("{expiration", "{clockSkewTolerance: " + skew + ", expiration"));
		assertThat(warnings).hasSize(warned ? 1 : 0)
			.allSatisfy((warning) -> assertThat(warning)
				.startsWith("'microgate.jwts.token.clock-skew-tolerance' accepts tokens for " + skew));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			hostnames: [shop.example.com] ~ true
			hostnames: ["*.example.com", c.example.com] ~ true
			hostnames: [shop.example.com, localhost] ~ false
			paths: [/a] ~ false
			""")
	void ofWhenNoRouteTakesLocalhostThenWarning(String route, boolean warned) {
		String document = """
				microgate:
				  routes: {a: {%s}, b: {hostnames: [b.example.com]}}
				  access-control-policies:
				    p: {targetRefs: [{name: a}, {name: b}], policies: [{authorization: {deny: {}}}]}
				""".formatted(route);
		assertThat(warnings(document)).hasSize(warned ? 1 : 0)
			.allSatisfy((warning) -> assertThat(warning).startsWith("Every route is limited to hostnames"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.security.oauth2.resourceserver.jwt.issuer-uri",
			"spring.security.oauth2.resourceserver.jwt.jwkSetUri",
			"spring.security.oauth2.resourceserver.opaquetoken.client-id" })
	void ofWhenResourceServerIsConfiguredThenOneWarning(String property) {
		ConfigurableEnvironment environment = Configurations.environment(JWTS);
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(property, "x")));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).singleElement()
			.asString()
			.startsWith("'spring.security.oauth2.resourceserver.*' has no effect on the routes of Microgate");
	}

	@Test
	void ofWhenVariableConfiguresResourceServerThenOneWarning() {
		ConfigurableEnvironment environment = Configurations.environment(JWTS);
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", "x")));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).hasSize(1);
	}

	@Test
	void logWhenUnmatchedRequestsPassWithoutRoutesThenNothingIsSaidToBeRefused(CapturedOutput output) {
		CheckedConfiguration.read(Configurations.environment("microgate: {unmatchedRequests: pass}"), List.of()).log();
		assertThat(output)
			.contains("No route is configured, so Microgate decides about no request", "lets requests pass")
			.doesNotContain("refused");
	}

	@Test
	void logWhenNothingIsConfiguredThenSaysWhatIsRefused(CapturedOutput output) {
		CheckedConfiguration.read(Configurations.environment(), List.of()).log();
		assertThat(output).contains("every request but health is refused, unless another filter chain");
	}

	private static List<String> hints(String... documents) {
		return ConfigurationWarnings.hints(Configurations.readAll(Configurations.environment(documents)));
	}

	private static List<String> warnings(String... documents) {
		ConfigurableEnvironment environment = Configurations.environment(documents);
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment);
	}

}
