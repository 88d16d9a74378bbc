package io.microgate.configuration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is allowed but deserves a look.
 */
class ConfigurationWarningsTests {

	private static final String JWKS = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
			""";

	private static final String JWTS = JWKS + """
			  jwts: {token: {expirationRequired: true, requireAny: [{jwksRef: {name: keys}, issuer: i}]}}
			""";

	@Test
	void ofWhenContractExampleThenOpenEntryAlone() {
		String policy = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies:
				    secured:
				      targetRefs: [{name: a}]
				      policies:
				        - requestConditions: {method: [GET]}
				          authorization: {}
				        - authorization: {authentication: {jwt: {jwtRef: {name: token}}}}
				""";
		assertThat(warnings(policy, JWTS)).containsExactly(
				"'microgate.access-control-policies.secured.policies[0].authorization' is open, the requests of this entry"
						+ " need no token");
	}

	@Test
	void ofWhenTokenIsOptionalThenWarningAsOfAnOpenEntry() {
		String policy = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies:
				    p:
				      targetRefs: [{name: a}]
				      policies:
				        - requestConditions: {method: [GET]}
				          authorization: {authentication: {jwt: {jwtRef: {name: token}, extensions: {optional: true}}}}
				        - authorization: {authentication: {jwt: {jwtRef: {name: token}, extensions: {optional: false}}}}
				""";
		assertThat(warnings(policy, JWTS)).containsExactly(
				"'microgate.access-control-policies.p.policies[0].authorization' is open to clients without a token;"
						+ " a token that is sent has to be good");
	}

	@Test
	void ofWhenATokenIsPropagatedByAnEntryWithoutAuthenticationThenWarning() {
		String policy = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  identity-propagations:
				    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
				    client: {header: {name: X-Client, value: {source: {clientCertificate: {}}}}}
				  access-control-policies:
				    p:
				      targetRefs: [{name: a}]
				      policies:
				        - requestConditions: {method: [GET]}
				          authorization: {}
				          identityPropagation:
				            actions: [{identityPropagationRef: {name: client}}, {identityPropagationRef: {name: user}}]
				            onFailure: Pass
				        - authorization: {authentication: {jwt: {jwtRef: {name: token}}}}
				          identityPropagation: {actions: [{identityPropagationRef: {name: user}}], onFailure: Pass}
				""";
		assertThat(warnings(policy + "  client-certificate: {header: Client-Cert, trustedProxies: [192.0.2.0/24]}\n",
				JWTS))
			.containsExactly(
					"'microgate.access-control-policies.p.policies[0].authorization' is open, the requests of this entry"
							+ " need no token",
					"'microgate.access-control-policies.p.policies[0].identity-propagation.actions[1]"
							+ ".identity-propagation-ref.name' never sets its header field, because the entry has no"
							+ " authentication");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bearerToken: {source: {jwt: {}}}                                    | pass | 1
			header: {name: authorization, value: {source: {jwt: {claim: sub}}}} | pass | 1
			bearerToken: {source: {jwt: {}}}                                    | deny | 0
			header: {name: X-User, value: {source: {jwt: {claim: sub}}}}        | pass | 0
			""")
	void ofWhenOtherChainsLoseAuthorizationThenWarning(String spec, String unmatched, int count) {
		assertThat(warnings(
				"microgate: {unmatched-requests: %s, identity-propagations: {a: {%s}}}".formatted(unmatched, spec)))
			.filteredOn((warning) -> warning
				.startsWith("'microgate.identity-propagations.a' removes the header field 'Authorization'"))
			.hasSize(count);
	}

	@Test
	void ofWhenPlainHttpThenWarning() {
		assertThat(warnings(JWKS.replace("https", "http"))).singleElement()
			.asString()
			.startsWith("'microgate.jwks.keys.provider.remote.uri' fetches keys over plain http");
	}

	@Test
	void ofWhenCertificateVerificationIsDisabledThenWarning() {
		assertThat(warnings(JWKS.replace("}}}}", ", tls: {certificateVerification: {disabled: {}}}}}}}")))
			.singleElement()
			.asString()
			.startsWith(
					"'microgate.jwks.keys.provider.remote.tls.certificate-verification.disabled' accepts any certificate");
	}

	@Test
	void ofWhenEntryHasNeitherIssuerNorAudiencesThenWarning() {
		assertThat(warnings(JWTS.replace(", issuer: i", ""))).singleElement()
			.asString()
			.startsWith("'microgate.jwts.token.require-any[0]' checks neither issuer nor audiences");
		assertThat(warnings(JWTS.replace("issuer: i", "audiences: [a]"))).isEmpty();
	}

	@Test
	void ofWhenIssuerTemplateHasNoMatcherOnItsClaimThenAnyTenant() {
		String template = "extensions: {issuerTemplate: \"https://{org}.example.com/{tid}\", claims: [%s]}";
		assertThat(warnings(
				JWTS.replace("issuer: i", template.formatted("{name: org}, {name: id, value: {matcher: {exact: a}}}"))))
			.containsExactly(
					"'microgate.jwts.token.require-any[0].extensions.issuer-template' accepts tokens of any tenant, because"
							+ " no matcher among the 'claims' of this entry limits 'org'",
					"'microgate.jwts.token.require-any[0].extensions.issuer-template' accepts tokens of any tenant, because"
							+ " no matcher among the 'claims' of this entry limits 'tid'");
		assertThat(warnings(JWTS.replace("issuer: i", "extensions: {issuerTemplate: \"{tid}\"}"))).singleElement()
			.asString()
			.contains("any tenant");
		assertThat(warnings(JWTS.replace("issuer: i",
				template.formatted(
						"{name: tid, value: {matcher: {prefix: a}}}, {name: org, value: {matcher: {exact: b}}}"))))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			{name: a.b} ~ claims[0].name' is the name of a single claim with a dot in it
			{name: scope, value: {matcher: {contains: read}}} ~ claims[0].value.matcher.contains' is also found
			{name: a, value: {matcher: {exact: '"b"'}}} ~ claims[0].value.matcher.exact' has the quotes of JSON
			{name: a, value: {matcher: {regex: "^b"}}} ~ claims[0].value.matcher.regex' is not anchored
			""")
	void ofWhenClaimOfAnEntryProbablyMeansSomethingElseThenWarning(String claim, String warning) {
		assertThat(warnings(JWTS.replace("issuer: i", "issuer: i, extensions: {claims: [%s]}".formatted(claim))))
			.singleElement()
			.asString()
			.startsWith("'microgate.jwts.token.require-any[0].extensions.")
			.contains(warning);
	}

	@Test
	void ofWhenExpirationIsNotRequiredThenWarning() {
		assertThat(warnings(JWTS.replace("Required: true", "Required: false"))).singleElement()
			.asString()
			.startsWith("'microgate.jwts.token.expiration-required' accepts tokens that never expire");
	}

	@Test
	void ofWhenQueryParameterThenWarning() {
		String sources = "microgate: {jwts: {token: {extractionSources: [{bearerToken: {}}, {queryParameter: {name: t}}]}}}";
		assertThat(warnings(sources, JWTS)).singleElement()
			.asString()
			.startsWith(
					"'microgate.jwts.token.extraction-sources[1].query-parameter' takes tokens from the query string");
	}

	@Test
	void ofWhenUnmatchedRequestsPassThenWarning() {
		assertThat(warnings("microgate: {unmatchedRequests: pass}")).singleElement()
			.asString()
			.startsWith("'microgate.unmatched-requests' lets requests pass");
	}

	@Test
	void ofWhenMethodIsNeverServedThenWarning() {
		List<String> warnings = warnings("microgate: {routes: {a: {matches: [{method: TRACE}]}}}",
				condition("method: [GET, CONNECT]"));
		assertThat(warnings).anySatisfy((warning) -> assertThat(warning)
			.startsWith("'microgate.access-control-policies.p.policies[0].request-conditions.method[1]' is CONNECT"));
		assertThat(warnings)
			.anySatisfy((warning) -> assertThat(warning).startsWith("'microgate.routes.a.matches[0].method' is TRACE"));
		assertThat(warnings).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			path: {matcher: {regex: "/admin/"}} ~ path.matcher.regex
			path: {matcher: {regex: "/admin$"}} ~ path.matcher.regex
			path: {matcher: {regex: "^/a|/b$"}} ~ path.matcher.regex
			header: {value: {matcher: {regex: "^a"}}} ~ header.value.matcher.regex
			header: {name: {matcher: {regex: "a$"}}} ~ header.name.matcher.regex
			mediaType: {matcher: {regex: "^text/"}} ~ media-type.matcher.regex
			""")
	void ofWhenRegexIsNotAnchoredThenWarning(String condition, String place) {
		assertThat(warnings(condition(condition))).singleElement()
			.asString()
			.startsWith("'microgate.access-control-policies.p.policies[0].request-conditions." + place
					+ "' is not anchored by ^ and $");
	}

	@Test
	void ofWhenRegexOnServerNameIsNotAnchoredThenWarning() {
		assertThat(warnings("""
				microgate:
				  secrets: {ca: "file:/ca/"}
				  jwks:
				    keys:
				      provider:
				        remote:
				          uri: https://idp.example.com/
				          tls:
				            certificateVerification:
				              custom:
				                trustedCA: {certificates: [{secretRef: {name: ca}}]}
				                allowedSANs: [{sanType: DNS, matcher: {regex: "idp.example.com$"}}]
				""")).singleElement().asString().contains("custom.allowed-sans[0].matcher.regex' is not anchored");
	}

	@Test
	void ofWhenRegexOnTokenIsNotAnchoredThenWarning() {
		String subject = JWTS.replace("issuer: i", "issuer: i, subject: {matcher: {regex: a}}");
		String policy = """
				microgate:
				  routes: {a: {paths: [/a]}}
				  access-control-policies:
				    p:
				      targetRefs: [{name: a}]
				      policies:
				        - authorization:
				            authentication: {jwt: {jwtRef: {name: token}}}
				            requireAny: [{jwt: {claim: {name: a, value: {matcher: {regex: "^a"}}}}}]
				            extensions: {requireNone: [{jwt: {claim: {name: a, value: {matcher: {regex: b}}}}}]}
				""";
		assertThat(
				warnings(policy, subject).stream().map((warning) -> warning.split("'")[1]).collect(Collectors.toList()))
			.containsExactly("microgate.jwts.token.require-any[0].subject.matcher.regex",
					"microgate.access-control-policies.p.policies[0].authorization.require-any[0].jwt.claim.value.matcher"
							+ ".regex",
					"microgate.access-control-policies.p.policies[0].authorization.extensions.require-none[0].jwt.claim"
							+ ".value.matcher.regex");
	}

	@Test
	void hintsWhenPathRegexHasOpenEndThenHintInsteadOfWarning() {
		ConfigurableEnvironment environment = Configurations
			.environment(condition("path: {matcher: {regex: \"^/api/admin(/|$)\"}}"));
		ReadConfiguration configuration = Configurations.readAll(environment);
		assertThat(ConfigurationWarnings.of(configuration, environment)).isEmpty();
		assertThat(ConfigurationWarnings.hints(configuration)).singleElement()
			.asString()
			.startsWith(
					"'microgate.access-control-policies.p.policies[0].request-conditions.path.matcher.regex' has an open end");
	}

	@Test
	void hintsWhenPathRegexIsAnchoredThenNeither() {
		ConfigurableEnvironment environment = Configurations
			.environment(condition("path: {matcher: {regex: \"^/api/.*$\"}}"));
		ReadConfiguration configuration = Configurations.readAll(environment);
		assertThat(ConfigurationWarnings.of(configuration, environment)).isEmpty();
		assertThat(ConfigurationWarnings.hints(configuration)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "framework, none, true", "native, none, true", "NATIVE, server.tomcat.remoteip.trusted-proxies, false",
			"native, server.tomcat.remoteip.internal-proxies, false",
			"framework, server.tomcat.remoteip.trusted-proxies, true", "none, none, false", "NONE, none, false",
			"none, server.tomcat.remoteip.remote-ip-header, true" })
	void ofWhenHeadersAreForwardedThenWarningWithoutProxyList(String strategy, String list, boolean warned) {
		assertThat(warningsWhenForwarded(strategy, list)).hasSize(warned ? 1 : 0)
			.allSatisfy((warning) -> assertThat(warning).startsWith(
					"'microgate.access-control-policies.p.policies[0].request-conditions.remote-ip' judges an address"));
	}

	/** Netty would believe any proxy, whatever Tomcat's properties say. */
	@Test
	void ofWhenHeadersAreForwardedWithoutTomcatThenWarningInSpiteOfAList() {
		ClassLoader previous = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(new FilteredClassLoader("org.apache.catalina"));
		try {
			assertThat(warningsWhenForwarded("native", "server.tomcat.remoteip.trusted-proxies")).hasSize(1);
		}
		finally {
			Thread.currentThread().setContextClassLoader(previous);
		}
	}

	private static List<String> warningsWhenForwarded(String strategy, String list) {
		ConfigurableEnvironment environment = Configurations
			.environment(condition("remoteIP: {cidrRanges: [10.0.0.0/8]}"));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("server.forward-headers-strategy", strategy, list, "10.0.0.0/8")));
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment);
	}

	private static String condition(String condition) {
		return """
				microgate:
				  routes: {a: {paths: ["/**"]}}
				  access-control-policies:
				    p:
				      targetRefs: [{name: a}]
				      policies:
				        - requestConditions: {%s}
				          authorization: {deny: {}}
				""".formatted(condition);
	}

	private static List<String> warnings(String... documents) {
		ConfigurableEnvironment environment = Configurations.environment(documents);
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment);
	}

}
