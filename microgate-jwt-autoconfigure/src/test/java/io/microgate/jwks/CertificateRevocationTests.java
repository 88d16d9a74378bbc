package io.microgate.jwks;

import java.nio.file.Path;
import java.time.Instant;

import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code crl}, in both modes.
 */
@Tag("server")
class CertificateRevocationTests {

	private static final String REVOKED = "TLS failed: a certificate of the chain is revoked";

	private static final String NOT_COVERED = "TLS failed: no list of 'crl' covers a certificate of the chain";

	private static final String EXPIRED = "TLS failed: the list of 'crl' that covers a certificate has expired";

	private static final TestCertificate SERVER = TestPki.BELOW_INTERMEDIATE;

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

	private String failure(TestCertificate server, String mode) {
		return this.trial.to(server)
			.trusting(new TlsSpec.Custom(new TlsSpec.TrustedCa(TlsTrial.secrets("one"), 2), null, null,
					new TlsSpec.Crl(TlsTrial.secrets("one"), mode)))
			.failure();
	}

	private void lists(String... lists) {
		this.trial.with("one", "ca.crl", lists);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VerifyLeafCertOnly", "VerifyChain" })
	void fetchWhenNothingIsRevokedThenKeys(String mode) {
		lists(TestPki.ROOT.list(TestPki.ELSEWHERE.certificate()), TestPki.INTERMEDIATE.list());
		assertThat(failure(SERVER, mode)).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, mode)).isEqualTo("none");
	}

	@ParameterizedTest
	@ValueSource(strings = { "VerifyLeafCertOnly", "VerifyChain" })
	void fetchWhenServerIsRevokedThenRefused(String mode) {
		lists(TestPki.ROOT.list(), TestPki.INTERMEDIATE.list(SERVER.certificate()));
		assertThat(failure(SERVER, mode)).isEqualTo(REVOKED);
	}

	@Test
	void fetchWhenIntermediateIsRevokedThenModeDecides() {
		lists(TestPki.ROOT.list(TestPki.INTERMEDIATE.certificate()), TestPki.INTERMEDIATE.list());
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo(REVOKED);
		assertThat(failure(SERVER, "VerifyLeafCertOnly")).isEqualTo("none");
	}

	@Test
	void fetchWhenTrustedIntermediateIsRevokedByTrustedRootThenModeDecides() {
		this.trial.with("one", "ca.crt", TestPki.INTERMEDIATE.pem(), TestPki.ROOT.pem());
		lists(TestPki.ROOT.list(TestPki.INTERMEDIATE.certificate()), TestPki.INTERMEDIATE.list());
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo(REVOKED);
		assertThat(failure(SERVER.presenting(), "VerifyChain")).startsWith("TLS failed");
		assertThat(failure(SERVER, "VerifyLeafCertOnly")).isEqualTo("none");
	}

	@Test
	void fetchWhenIntermediateAloneIsTrustedThenItsListWillDo() {
		this.trial.with("one", "ca.crt", TestPki.INTERMEDIATE.pem());
		lists(TestPki.INTERMEDIATE.list());
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo("none");
		lists(TestPki.INTERMEDIATE.list(SERVER.certificate()));
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo(REVOKED);
	}

	@Test
	void fetchWhenNoListOfTheIssuerThenRefused() {
		lists(TestPki.ROOT.list());
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo(NOT_COVERED);
		assertThat(failure(SERVER, "VerifyLeafCertOnly")).isEqualTo(NOT_COVERED);
		lists(TestPki.INTERMEDIATE.list());
		assertThat(failure(SERVER, "VerifyChain")).isEqualTo(NOT_COVERED);
		assertThat(failure(SERVER, "VerifyLeafCertOnly")).isEqualTo("none");
	}

	@Test
	void fetchWhenListIsSignedByOtherOfTheSameNameThenItDoesNotCount() {
		lists(TestPki.FALSE_ROOT.list());
		assertThat(failure(TestPki.LOCALHOST, "VerifyChain")).isEqualTo(NOT_COVERED);
		lists(TestPki.ROOT.list(), TestPki.FALSE_ROOT.list(TestPki.LOCALHOST.certificate()));
		assertThat(failure(TestPki.LOCALHOST, "VerifyChain")).isEqualTo("none");
	}

	@Test
	void fetchWhenListHasExpiredThenRefused() {
		lists(TestPki.ROOT.list(Instant.now().minusSeconds(10)));
		assertThat(failure(TestPki.LOCALHOST, "VerifyChain")).isEqualTo(EXPIRED);
		assertThat(failure(TestPki.LOCALHOST, "VerifyLeafCertOnly")).isEqualTo(EXPIRED);
	}

	@Test
	void fetchWhenExpiredListRevokesThenCurrentOneDoesNotHelp() {
		lists(TestPki.ROOT.list(), TestPki.ROOT.list(Instant.now().minusSeconds(10), TestPki.LOCALHOST.certificate()));
		assertThat(failure(TestPki.LOCALHOST, "VerifyChain")).isEqualTo(REVOKED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VerifyLeafCertOnly", "VerifyChain" })
	void fetchWhenServerIsTrustedItselfThenRevocationCountsAllTheSame(String mode) {
		this.trial.with("one", "ca.crt", Pem.of(TestPki.LOCALHOST.certificate()), TestPki.ROOT.pem());
		lists(TestPki.ROOT.list());
		assertThat(failure(TestPki.LOCALHOST, mode)).isEqualTo("none");
		lists(TestPki.ROOT.list(TestPki.LOCALHOST.certificate()));
		assertThat(failure(TestPki.LOCALHOST, mode)).isEqualTo(REVOKED);
	}

	@Test
	void fetchWhenListIsNotCompleteThenFails() {
		lists(TestPki.ROOT.partialList());
		assertThat(failure(TestPki.LOCALHOST, "VerifyChain"))
			.isEqualTo("'ca.crl' of secret 'one' holds a revocation list that is not complete (critical extension)");
	}

}
