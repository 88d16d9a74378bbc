package io.microgate.runtime;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

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
 * Explains conditions on the certificate of a client.
 */
class CertificateExplanationTests {

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	private static final TestAuthority AUTHORITY = TestAuthority.root("authority");

	private static final X509Certificate ANN = client("CN=ann, O=Shop", "DNS:ann.example.com");

	private static final X509Certificate BOB = client("CN=bob, O=Shop, OU=Former", "DNS:bob.example.com");

	private static final String CONFIGURATION = """
			microgate:
			  client-certificate: {header: Client-Cert, trustedProxies: [10.0.0.0/8]}
			  routes:
			    all: {paths: [/all]}
			    any: {paths: [/any]}
			    none: {paths: [/none]}
			    mixed: {paths: [/mixed]}
			  jwks:
			    main: {provider: {remote: {uri: 'https://idp.example/jwks'}}}
			  jwts:
			    shop: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true}
			  access-control-policies:
			    all:
			      targetRefs: [{name: all}]
			      policies:
			        - authorization:
			            requireAll:
			              - {clientCertificate: {subject: {field: Organization, value: {matcher: {exact: Shop}}}}}
			              - {clientCertificate: {san: {type: DNS, value: {matcher: {prefix: ann.}}}}}
			    any:
			      targetRefs: [{name: any}]
			      policies:
			        - authorization:
			            requireAny:
			              - {clientCertificate: {issuer: {field: CommonName, value: {matcher: {exact: other}}}}}
			              - {clientCertificate: {subject: {field: CommonName, value: {matcher: {exact: ann}}}}}
			    none:
			      targetRefs: [{name: none}]
			      policies:
			        - authorization:
			            extensions:
			              requireNone: [{clientCertificate: {subject: {field: OrganizationalUnit, value: {matcher: {exact: Former}}}}}]
			    mixed:
			      targetRefs: [{name: mixed}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll:
			              - {jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}
			              - {clientCertificate: {subject: {field: CommonName, value: {matcher: {exact: ann}}}}}
			""";

	private static X509Certificate client(String subject, String... names) {
		return AUTHORITY.issueClient(new X500Principal(subject), names).certificate();
	}

	private static @Nullable X509Certificate certificate(String name) {
		return switch (name) {
			case "ann" -> ANN;
			case "bob" -> BOB;
			default -> null;
		};
	}

	private static Explanation explain(String path, @Nullable X509Certificate certificate, @Nullable String claims,
			String address, String... headers) {
		return ConfigurationExplainer
			.offline(CheckedConfiguration.read(Configurations.environment(CONFIGURATION), null), Map.of(),
					Clock.fixed(NOW, ZoneOffset.UTC))
			.explain(new ExplainRequest("GET", path, "shop.example.com", List.of(headers), address, false, null, claims,
					false, NOW, false, certificate));
	}

	private static List<String> conditions(Explanation explanation) {
		return explanation.claims()
			.stream()
			.map((condition) -> "%s %s %s".formatted(condition.claim(), condition.group(), condition.outcome()))
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/all  | ann  | none                    | clientCertificate requireAll met; clientCertificate requireAll met
					/all  | bob  | certificate.not_met     | clientCertificate requireAll met; clientCertificate requireAll not met
					/all  | none | certificate.missing     | clientCertificate requireAll not met; clientCertificate requireAll not met
					/any  | ann  | none                    | clientCertificate requireAny not met; clientCertificate requireAny met
					/any  | bob  | certificate.not_met     | clientCertificate requireAny not met; clientCertificate requireAny not met
					/none | ann  | none                    | clientCertificate requireNone not met
					/none | none | none                    | clientCertificate requireNone not met
					/none | bob  | certificate.not_met     | clientCertificate requireNone met
					""")
	void explainWhenEntryAsksForCertificateThenListsEachCondition(String path, String name, String reason,
			String conditions) {
		Explanation explanation = explain(path, certificate(name), null, "192.0.2.1");
		assertThat(String.valueOf(explanation.verdict().reason()).replace("null", "none")).isEqualTo(reason);
		assertThat(conditions(explanation)).containsExactly(conditions.split("; "));
		assertThat(explanation.toString()).doesNotContain("ann.example.com", "bob.example.com");
	}

	@Test
	void explainWhenNotMetThenNamesPlaceAndWhatIsExpected() {
		Explanation explanation = explain("/all", BOB, null, "192.0.2.1");
		assertThat(explanation.verdict().place()).endsWith(":19");
		assertThat(explanation.change())
			.extracting(Explanation.Change::kind, Explanation.Change::target, Explanation.Change::value)
			.containsExactly("request", "clientCertificate", null);
		assertThat(explanation.change().text()).isEqualTo(
				"Present another client certificate: a certificate of which a SAN of type DNS starts with 'ann.'");
		assertThat(explanation.entries().get(0).asks())
			.isEqualTo("client certificate, all of the certificate's subject Organization, SAN DNS");
	}

	@Test
	void explainWhenClaimIsNotMetEitherThenIsByItFirst() {
		String claims = "{\"exp\": %d, \"roles\": \"%s\"}".formatted(NOW.getEpochSecond() + 60, "%s");
		Explanation guest = explain("/mixed", null, claims.formatted("guest"), "192.0.2.1");
		assertThat(guest.verdict().reason()).isEqualTo("claims.require_all");
		assertThat(conditions(guest)).containsExactly("roles requireAll not met",
				"clientCertificate requireAll not met");
		assertThat(explain("/mixed", null, claims.formatted("admin"), "192.0.2.1").verdict().reason())
			.isEqualTo("certificate.missing");
		assertThat(explain("/mixed", ANN, claims.formatted("admin"), "192.0.2.1").verdict().outcome())
			.isEqualTo("allow");
	}

	@Test
	void explainWhenHeaderOfTrustedProxyCannotBeReadThenIsInvalidWhateverConnectionHas() {
		for (String path : List.of("/all", "/any", "/none")) {
			Explanation explanation = explain(path, ANN, null, "10.0.0.1", "Client-Cert: :AAAA:");
			assertThat(explanation.verdict().reason()).as(path).isEqualTo("certificate.invalid");
			assertThat(explanation.change().text()).startsWith("Present one client certificate that can be read");
		}
		assertThat(explain("/all", ANN, null, "192.0.2.1", "Client-Cert: :AAAA:").verdict().outcome())
			.isEqualTo("allow");
	}

}
