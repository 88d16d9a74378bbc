package io.microgate.policy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import io.microgate.certificate.CertificateSource;
import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.constraint.Ref;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestAuthority;
import io.microgate.jwks.TestCertificate;
import io.microgate.match.MatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.CertificateHash;
import io.microgate.policy.AccessControlPolicySpec.CertificateHashes;
import io.microgate.policy.AccessControlPolicySpec.CertificateName;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.AccessControlPolicySpec.CertificateSan;
import io.microgate.policy.AccessControlPolicySpec.HashesFrom;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CertificateCondition}, alone and among other requirements.
 */
class CertificateConditionTests {

	private static final TestAuthority ROOT = TestAuthority.root("Client CA,O=Example");

	private static final TestCertificate ANN = ROOT.issueClient(new X500Principal("CN=ann,OU=a,OU=b,C=CH"),
			"DNS:ann.example", "IP:2001:db8::1");

	private static final TestCertificate UNREADABLE = ROOT.issueClient(new X500Principal("CN=bob"), "Bytes:87");

	private static final CertificateSource PROXY = CertificateSource
		.compile(new ClientCertificateSpec("Client-Cert", List.of("192.0.2.0/24")));

	private static final TestRequest INVALID = TestRequest.get().peer("192.0.2.1").header("Client-Cert", ":x:");

	private static Requirement require(CertificateHash hash, CertificateName issuer, CertificateName subject,
			CertificateSan san) {
		return new Requirement(null, new CertificateRequirement(hash, issuer, subject, san));
	}

	private static Requirement subject(String field, String value) {
		return require(null, null, new CertificateName(field, Specs.exact(value)), null);
	}

	private static Requirement san(String type, MatcherSpec value) {
		return require(null, null, null, new CertificateSan(type, value));
	}

	private static Requirement hashes(String... hashes) {
		return require(new CertificateHash(new CertificateHashes(List.of(hashes), null)), null, null, null);
	}

	private static Authorization all(Requirement... requirements) {
		return Authorizations.of(null, null, List.of(requirements), null);
	}

	private static Authorization any(Requirement... requirements) {
		return Authorizations.of(null, null, null, List.of(requirements));
	}

	private static Authorization none(Requirement... requirements) {
		return new Authorization(null, null, null, null,
				new AuthorizationExtensions(null, List.of(requirements), null));
	}

	private static DenyReason check(Authorization authorization, TestRequest request, Map<String, byte[]> configMap) {
		PolicyResources resources = new PolicyResources((name) -> null, (name) -> null, PROXY,
				Map.of("hashes", configMap), Clock.systemUTC());
		return Requirements.compile(authorization, resources).check(Map.of("c", "1"), request, (name, facts) -> null);
	}

	private static DenyReason check(Authorization authorization, TestRequest request) {
		return check(authorization, request, Map.of());
	}

	private static TestRequest of(TestCertificate certificate) {
		return TestRequest.get().certificate(certificate.certificate());
	}

	@ParameterizedTest
	@CsvSource({ "CommonName, ann, true", "CommonName, Ann, false", "CommonName, bob, false",
			"OrganizationalUnit, a, true", "OrganizationalUnit, b, true", "OrganizationalUnit, 'a,b', false",
			"Organization, Example, false", "Country, CH, true", "State, x, false" })
	void checkWhenSubjectThenOneValueOfTheFieldHasToMatch(String field, String value, boolean met) {
		assertThat(check(all(subject(field, value)), of(ANN))).isEqualTo(met ? null : DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(any(subject(field, value)), of(ANN))).isEqualTo(met ? null : DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(none(subject(field, value)), of(ANN))).isEqualTo(met ? DenyReason.CERTIFICATE_NOT_MET : null);
	}

	@Test
	void checkWhenIssuerThenItsFieldHasToMatch() {
		Requirement example = require(null, new CertificateName("Organization", Specs.prefix("Exam")), null, null);
		assertThat(check(all(example), of(ANN))).isNull();
		Requirement other = require(null, new CertificateName("CommonName", Specs.exact("ann")), null, null);
		assertThat(check(all(other), of(ANN))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
	}

	@ParameterizedTest
	@CsvSource({ "DNS, ann.example, true", "DNS, ANN.example, false", "URI, ann.example, false",
			"IPAddress, 2001:db8::1, true", "Email, ann@example.com, false" })
	void checkWhenSanThenOneNameOfTheTypeHasToMatch(String type, String value, boolean met) {
		assertThat(check(all(san(type, Specs.exact(value))), of(ANN)))
			.isEqualTo(met ? null : DenyReason.CERTIFICATE_NOT_MET);
	}

	@Test
	void checkWhenHashThenOneHasToBeThatOfTheCertificate() {
		String hash = ANN.hashPin();
		String colons = hash.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
		assertThat(check(all(hashes("0".repeat(64), hash)), of(ANN))).isNull();
		assertThat(check(all(hashes(colons)), of(ANN))).isNull();
		assertThat(check(all(hashes(hash)), of(UNREADABLE))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
	}

	@Test
	void checkWhenHashesAreInAConfigMapThenOneHasToBeThatOfTheCertificate() {
		Requirement requirement = require(
				new CertificateHash(new CertificateHashes(null, new HashesFrom(new Ref("hashes")))), null, null, null);
		byte[] others = "0".repeat(64).getBytes(StandardCharsets.UTF_8);
		byte[] hash = ("\n" + "1".repeat(64) + " \n" + ANN.hashPin() + "\n").getBytes(StandardCharsets.UTF_8);
		assertThat(check(all(requirement), of(ANN), Map.of("a", others, "b", hash))).isNull();
		assertThat(check(all(requirement), of(ANN), Map.of("a", others))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
	}

	@Test
	void checkWhenThereIsNoCertificateThenIsMissing() {
		Requirement ann = subject("CommonName", "ann");
		assertThat(check(all(ann), TestRequest.get())).isEqualTo(DenyReason.CERTIFICATE_MISSING);
		assertThat(check(any(ann), TestRequest.get())).isEqualTo(DenyReason.CERTIFICATE_MISSING);
		assertThat(check(none(ann), TestRequest.get())).isNull();
	}

	@Test
	void checkWhenCertificateIsInvalidThenNeverSpeaksForTheClient() {
		Requirement ann = subject("CommonName", "ann");
		assertThat(check(all(ann), INVALID)).isEqualTo(DenyReason.CERTIFICATE_INVALID);
		assertThat(check(any(ann), INVALID)).isEqualTo(DenyReason.CERTIFICATE_INVALID);
		assertThat(check(none(ann), INVALID)).isEqualTo(DenyReason.CERTIFICATE_INVALID);
	}

	@Test
	void checkWhenNamesCannotBeReadThenNeverSpeakForTheClient() {
		Requirement dns = san("DNS", Specs.prefix("a"));
		assertThat(check(all(dns), of(UNREADABLE))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(any(dns), of(UNREADABLE))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(none(dns), of(UNREADABLE))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(none(dns), of(ROOT.issueClient(new X500Principal("CN=bob"))))).isNull();
	}

	@Test
	void checkWhenBesideClaimsThenTheFirstThatIsNotMetIsTheReason() {
		Requirement claim = Specs.claim("c", Specs.exact("1"));
		Requirement otherClaim = Specs.claim("c", Specs.exact("2"));
		Requirement ann = subject("CommonName", "ann");
		assertThat(check(all(claim, ann), of(ANN))).isNull();
		assertThat(check(all(claim, ann), TestRequest.get())).isEqualTo(DenyReason.CERTIFICATE_MISSING);
		assertThat(check(all(otherClaim, ann), TestRequest.get())).isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
		assertThat(check(all(ann, otherClaim), TestRequest.get())).isEqualTo(DenyReason.CERTIFICATE_MISSING);
		assertThat(check(any(otherClaim, ann), of(ANN))).isNull();
		assertThat(check(any(claim, ann), INVALID)).isNull();
		assertThat(check(any(ann, otherClaim), TestRequest.get())).isEqualTo(DenyReason.CLAIMS_REQUIRE_ANY);
		assertThat(check(none(otherClaim, ann), of(ANN))).isEqualTo(DenyReason.CERTIFICATE_NOT_MET);
		assertThat(check(none(claim, ann), TestRequest.get())).isEqualTo(DenyReason.CLAIMS_REQUIRE_NONE);
	}

	@Test
	void checkWhenFromTrustedProxyThenItsOwnCertificateDoesNotCount() {
		X509Certificate own = ANN.certificate();
		assertThat(check(all(subject("CommonName", "ann")), TestRequest.get().peer("192.0.2.1").certificate(own)))
			.isEqualTo(DenyReason.CERTIFICATE_MISSING);
	}

}
