package io.microgate.jwks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code trustedCA}: chains, names and dates, against real servers.
 */
@Tag("server")
class CustomTlsTests {

	private static final String NO_PATH = "TLS failed: unable to find valid certification path to requested target";

	private static final String TOO_LONG = "TLS failed: no trusted certificate is found within 'verificationDepth'";

	private static final Instant NOW = Instant.now();

	@TempDir
	Path directory;

	private TlsTrial trial;

	@BeforeEach
	void open() {
		this.trial = new TlsTrial(this.directory).with("one", "ca.crt", TestPki.ROOT.pem());
	}

	@AfterEach
	void close() {
		this.trial.close();
	}

	private String failure(TestCertificate server, int depth) {
		return this.trial.to(server).trusting(TlsTrial.trustedCa(depth, "one")).failure();
	}

	@Test
	void fetchWhenSignedByTrustedThenKeys() {
		assertThat(failure(TestPki.LOCALHOST, 1)).isEqualTo("none");
	}

	@Test
	void fetchWhenSignedByOtherThenRefusedBeforeTheRequest() {
		assertThat(failure(TestPki.OTHER_ROOT.issue("DNS:localhost"), 1)).isEqualTo(NO_PATH);
		assertThat(this.trial.hits()).isZero();
	}

	@Test
	void fetchWhenSignedByOtherOfTheSameNameThenRefused() {
		assertThat(failure(TestPki.FALSE_ROOT.issue("DNS:localhost"), 1)).startsWith("TLS failed");
	}

	@Test
	void fetchWhenOtherHostNameThenRefused() {
		assertThat(failure(TestPki.ELSEWHERE, 1)).startsWith("TLS failed: No subject alternative DNS name matching");
		assertThat(failure(TestPki.ROOT.issue("IP:10.0.0.1"), 1)).startsWith("TLS failed: No name matching localhost");
	}

	@Test
	void fetchWhenSecondOfSeveralCertificatesSignedThenKeys() {
		this.trial.with("one", "ca.crt", "# first\n", TestPki.OTHER_ROOT.pem(), "# second\n", TestPki.ROOT.pem());
		assertThat(failure(TestPki.LOCALHOST, 1)).isEqualTo("none");
	}

	@Test
	void fetchWhenCertificateOfSecondSecretSignedThenKeys() {
		this.trial.with("two", "ca.crt", TestPki.OTHER_ROOT.pem());
		this.trial.to(TestPki.OTHER_ROOT.issue("DNS:localhost")).trusting(TlsTrial.trustedCa(1, "one", "two"));
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenOutOfItsDatesThenRefused() {
		Duration day = Duration.ofDays(1);
		assertThat(failure(
				TestPki.ROOT.issue(NOW.minus(day), NOW.minusSeconds(10), TestAuthority.SERVER_AUTH, "DNS:localhost"),
				1))
			.isEqualTo("TLS failed: the certificate has expired");
		assertThat(failure(
				TestPki.ROOT.issue(NOW.plusSeconds(60), NOW.plus(day), TestAuthority.SERVER_AUTH, "DNS:localhost"), 1))
			.isEqualTo("TLS failed: the certificate is not valid yet");
	}

	@Test
	void fetchWhenTrustedCertificateHasExpiredThenRefused() {
		TestAuthority expired = TestAuthority.root("Expired Root", NOW.minusSeconds(10));
		this.trial.with("one", "ca.crt", expired.pem());
		assertThat(failure(expired.issue("DNS:localhost"), 1))
			.isEqualTo("TLS failed: no certificate of 'trustedCA' can be trusted at the moment");
	}

	@Test
	void fetchWhenClockIsBeyondTheDatesThenRefused() {
		Clock clock = Clock.fixed(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC);
		try (TlsTrial later = new TlsTrial(this.directory, clock, null)) {
			later.to(TestPki.LOCALHOST).trusting(TlsTrial.trustedCa(1, "one"));
			assertThat(later.failure()).isEqualTo("TLS failed: the certificate has expired");
		}
	}

	@Test
	void fetchWhenCertificateIsForClientsThenRefused() {
		TestCertificate client = TestPki.ROOT.issue(NOW.minusSeconds(60), NOW.plusSeconds(600),
				TestAuthority.CLIENT_AUTH, "DNS:localhost");
		assertThat(failure(client, 1)).startsWith("TLS failed: Extended key usage");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "1, true", "2, false", "3, false" })
	void fetchWhenOneIntermediateThenDepthOfTwoIsNeeded(int depth, boolean refused) {
		assertThat(failure(TestPki.BELOW_INTERMEDIATE, depth)).isEqualTo(refused ? TOO_LONG : "none");
	}

	@ParameterizedTest
	@CsvSource({ "2, true", "3, false" })
	void fetchWhenTwoIntermediatesThenDepthOfThreeIsNeeded(int depth, boolean refused) {
		assertThat(failure(TestPki.SECOND_INTERMEDIATE.issue("DNS:localhost"), depth))
			.isEqualTo(refused ? TOO_LONG : "none");
	}

	@ParameterizedTest
	@CsvSource({ "2, false", "3, true" })
	void fetchWhenChainIsOutOfOrderThenDepthHoldsAsWell(int depth, boolean trusted) {
		TestCertificate server = TestPki.SECOND_INTERMEDIATE.issue("DNS:localhost")
			.presenting(TestPki.ROOT.certificate(), TestPki.INTERMEDIATE.certificate(),
					TestPki.SECOND_INTERMEDIATE.certificate());
		assertThat(failure(server, depth).equals("none")).isEqualTo(trusted);
	}

	@Test
	void fetchWhenRootIsPresentedThenDepthIsThatOfTheTrustedOne() {
		assertThat(failure(TestPki.LOCALHOST.presenting(TestPki.ROOT.certificate()), 1)).isEqualTo("none");
		assertThat(failure(
				TestPki.BELOW_INTERMEDIATE.presenting(TestPki.INTERMEDIATE.certificate(), TestPki.ROOT.certificate()),
				1))
			.isEqualTo(TOO_LONG);
	}

	@Test
	void fetchWhenIntermediateIsTrustedThenDepthOfOneWillDo() {
		this.trial.with("one", "ca.crt", TestPki.INTERMEDIATE.pem());
		assertThat(failure(TestPki.BELOW_INTERMEDIATE, 1)).isEqualTo("none");
		assertThat(failure(TestPki.BELOW_INTERMEDIATE.presenting(), 1)).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, 1)).startsWith("TLS failed");
	}

	@Test
	void fetchWhenIntermediateIsNotPresentedThenRefused() {
		assertThat(failure(TestPki.BELOW_INTERMEDIATE.presenting(), 5)).isEqualTo(NO_PATH);
	}

	@Test
	void fetchWhenCertificateItselfIsTrustedThenDepthOfZeroWillDo() {
		this.trial.with("one", "ca.crt", Pem.of(TestPki.LOCALHOST.certificate()));
		assertThat(failure(TestPki.LOCALHOST, 0)).isEqualTo("none");
		assertThat(failure(TestPki.ROOT.issue("DNS:localhost"), 1))
			.isEqualTo("TLS failed: no certificate of 'trustedCA' can be trusted at the moment");
	}

	@Test
	void fetchWhenCertificateItselfIsTrustedThenNameAndDatesHold() {
		TestCertificate expired = TestPki.ROOT.issue(NOW.minusSeconds(600), NOW.minusSeconds(10),
				TestAuthority.SERVER_AUTH, "DNS:localhost");
		this.trial.with("one", "ca.crt", Pem.of(TestPki.ELSEWHERE.certificate()), Pem.of(expired.certificate()));
		assertThat(failure(TestPki.ELSEWHERE, 0)).startsWith("TLS failed: No subject alternative DNS name");
		assertThat(failure(expired, 0)).isEqualTo("TLS failed: the certificate has expired");
	}

	@Test
	void fetchWhenSignedByTrustedOneThatIsNoAuthorityThenRefused() {
		TestCertificate leaf = TestPki.ROOT.issue("DNS:other.example.com");
		this.trial.with("one", "ca.crt", Pem.of(leaf.certificate()), TestPki.OTHER_ROOT.pem());
		assertThat(failure(leaf.signing("DNS:localhost"), 3)).startsWith("TLS failed");
	}

}
