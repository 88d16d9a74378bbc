package io.microgate.runtime;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.microgate.certificate.PresentedCertificate;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.jwks.TestAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations of who may send a token: bindings and step-up.
 */
class SenderExplanationTests {

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	private static final X509Certificate CERTIFICATE = TestAuthority.root("authority")
		.issue("DNS:client.example.com")
		.certificate();

	private static final String CONFIGURATION = """
			microgate:
			  public-origins: ["https://shop.example.com"]
			  routes: {api: {paths: [/api/**]}}
			  jwks:
			    main: {provider: {remote: {uri: 'https://idp.example/jwks'}}}
			  jwts:
			    shop:
			      requireAny: [{jwksRef: {name: main}, issuer: https://idp.example}]
			      expirationRequired: true
			      extensions: {binding: {BINDING}}
			  identity-propagations:
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            extensions: {stepUp: {acr: [gold, silver], maxAge: 10m}}
			          identityPropagation: {actions: [{identityPropagationRef: {name: user}}], onFailure: Pass}
			""";

	private static final String STRONG = "\"acr\": \"gold\", \"auth_time\": " + NOW.minusSeconds(60).getEpochSecond();

	private static final String KEY = "\"cnf\": {\"jkt\": \"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}, ";

	private static Explanation explain(String configuration, String claims, @Nullable X509Certificate certificate,
			String... headers) {
		String all = "{\"iss\": \"https://idp.example\", \"exp\": %d, %s}".formatted(NOW.getEpochSecond() + 60, claims);
		return ConfigurationExplainer
			.offline(CheckedConfiguration.read(Configurations.environment(configuration), null), Map.of(),
					Clock.fixed(NOW.minusSeconds(86_400), ZoneOffset.UTC))
			.explain(new ExplainRequest("GET", "/api/x", "shop.example.com", List.of(headers), "192.0.2.1", false, null,
					all, false, NOW, false, certificate));
	}

	private static String binding(String binding) {
		return CONFIGURATION.replace("BINDING", binding);
	}

	private static List<String> outcomes(Explanation explanation) {
		return explanation.requirements()
			.get(0)
			.steps()
			.stream()
			.map((step) -> step.step() + " " + step.outcome())
			.toList();
	}

	@Test
	void explainWhenClaimsAreBoundToKeyAndThereIsNoProofThenAssumesIt() {
		Explanation explanation = explain(binding("required: dpop"), KEY + STRONG, null);
		assertThat(explanation.verdict().outcome()).as(explanation.toString()).isEqualTo("allow");
		assertThat(explanation.verdict().provided())
			.isEqualTo("the signature is good and the client proves to have the key");
		assertThat(outcomes(explanation)).endsWith("time met", "revocation met", "binding met");
		assertThat(explanation.entries().get(0).asks())
			.isEqualTo("token of JWT 'shop' bound by dpop, step-up by acr and auth_time, passes on user");
	}

	@Test
	void explainWhenProofIsSentThenIsCheckedAndNotAssumed() {
		Explanation explanation = explain(binding("required: dpop"), KEY + STRONG, null, "DPoP: no-proof");
		assertThat(explanation.verdict().reason()).isEqualTo("dpop.invalid");
		assertThat(explanation.verdict().place()).endsWith(":10");
		assertThat(outcomes(explanation)).endsWith("revocation met", "binding not met");
		assertThat(explanation.change().target()).isEqualTo("header 'DPoP'");
	}

	@Test
	void explainWhenKeyCannotBeProvedThenChangesConfiguration() {
		Explanation explanation = explain(binding("").replace("  public-origins: [\"https://shop.example.com\"]\n", ""),
				KEY + STRONG, null);
		assertThat(explanation.verdict().reason()).isEqualTo("token.binding");
		assertThat(explanation.change().kind()).isEqualTo("configuration");
		assertThat(explanation.change().target()).isEqualTo("microgate.public-origins");
	}

	@Test
	void explainWhenTokenIsBoundToCertificateThenNeedsIt() {
		String bound = "\"cnf\": {\"x5t#S256\": \"%s\"}, ".formatted(PresentedCertificate.of(CERTIFICATE).thumbprint());
		assertThat(explain(binding("required: certificate"), bound + STRONG, CERTIFICATE).verdict().outcome())
			.isEqualTo("allow");
		Explanation without = explain(binding("required: certificate"), bound + STRONG, null);
		assertThat(without.verdict().reason()).isEqualTo("token.binding");
		assertThat(without.change().target()).isEqualTo("clientCertificate");
		assertThat(explain(binding("required: certificate"), STRONG, CERTIFICATE).change().text())
			.isEqualTo("Use a token that is bound to its sender: certificate");
	}

	@Test
	void explainWhenBindingIsNotKnownThenDropsIt() {
		Explanation explanation = explain(binding(""), "\"cnf\": {\"kid\": \"1\"}, " + STRONG, null);
		assertThat(explanation.verdict().reason()).isEqualTo("token.binding");
		assertThat(explanation.change()).extracting(Explanation.Change::target, Explanation.Change::value)
			.containsExactly("cnf", "null");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"auth_time": AGO_60               | claim | acr       | "gold"     | acr not met, auth_time met
			"acr": "silver"                   | claim | auth_time | 1893456000 | acr met, auth_time not met
			"acr": "silver", "auth_time": AGO_601 | claim | auth_time | 1893456000 | acr met, auth_time not met
			"acr": ["gold"]                   | token | token     | -          | acr not met, auth_time not met
			""")
	void explainWhenUserHasNotAuthenticatedAsAskedForThenSaysHow(String claims, String kind, String target,
			String value, String conditions) {
		String timed = claims.replace("AGO_601", String.valueOf(NOW.getEpochSecond() - 601))
			.replace("AGO_60", String.valueOf(NOW.getEpochSecond() - 60));
		Explanation explanation = explain(binding(""), timed, null);
		assertThat(explanation.verdict().reason()).isEqualTo("token.step_up");
		assertThat(explanation.verdict().place()).endsWith(":19");
		assertThat(explanation.claims()).allMatch((condition) -> condition.group().equals("stepUp"))
			.extracting((condition) -> condition.claim() + " " + condition.outcome())
			.containsExactly(conditions.split(", "));
		assertThat(explanation.change())
			.extracting(Explanation.Change::kind, Explanation.Change::target, Explanation.Change::value)
			.containsExactly(kind, target, value);
	}

	@Test
	void explainWhenRequestIsSentAtAnotherTimeThenJudgesStepUpByIt() {
		Explanation explanation = explain(binding(""), STRONG, null);
		assertThat(explanation.verdict().outcome()).as(explanation.toString()).isEqualTo("allow");
	}

}
