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
			"{name: '1.2'}", "{name: roles.}" })
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

	private static List<String> warnings(String... documents) {
		ConfigurableEnvironment environment = Configurations.environment(documents);
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment);
	}

}
