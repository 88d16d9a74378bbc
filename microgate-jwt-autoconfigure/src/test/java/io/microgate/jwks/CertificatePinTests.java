package io.microgate.jwks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code certificatePinning}, alone and together with {@code trustedCA}.
 */
@Tag("server")
class CertificatePinTests {

	private static final String REFUSED = "TLS failed: the certificate fits no pin of 'certificatePinning'";

	private static final String OTHER_KEY = TestPki.ELSEWHERE.spkiPin();

	private static final String OTHER_HASH = TestPki.ELSEWHERE.hashPin();

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

	private String failure(TestCertificate server, @Nullable List<String> keys, @Nullable List<String> hashes) {
		return this.trial.to(server)
			.trusting(new TlsSpec.Custom(null, null, new TlsSpec.CertificatePinning(keys, hashes), null))
			.failure();
	}

	private String failureWithCa(TestCertificate server, String key) {
		return this.trial.to(server)
			.trusting(new TlsSpec.Custom(new TlsSpec.TrustedCa(TlsTrial.secrets("one"), 1), null,
					new TlsSpec.CertificatePinning(List.of(key), null), null))
			.failure();
	}

	@Test
	void fetchWhenKeyIsPinnedThenKeys() {
		assertThat(failure(TestPki.LOCALHOST, List.of(TestPki.LOCALHOST.spkiPin()), null)).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, List.of(OTHER_KEY), null)).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenCertificateIsPinnedThenKeys() {
		String hash = TestPki.LOCALHOST.hashPin();
		String colons = hash.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
		assertThat(failure(TestPki.LOCALHOST, null, List.of(hash))).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, null, List.of(colons))).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, null, List.of(OTHER_HASH))).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenSeveralPinsThenOneOfAllHasToFit() {
		assertThat(failure(TestPki.LOCALHOST, List.of(OTHER_KEY), List.of(OTHER_HASH, TestPki.LOCALHOST.hashPin())))
			.isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, List.of(OTHER_KEY, TestPki.LOCALHOST.spkiPin()), List.of(OTHER_HASH)))
			.isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, List.of(OTHER_KEY), List.of(OTHER_HASH))).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenPinsAloneThenNeitherChainNorNameCount() {
		TestCertificate foreign = TestPki.OTHER_ROOT.issue("DNS:idp.example.com");
		assertThat(failure(foreign, List.of(foreign.spkiPin()), null)).isEqualTo("none");
	}

	@Test
	void fetchWhenPinsAloneThenDatesCount() {
		TestCertificate expired = TestPki.ROOT.issue(Instant.now().minusSeconds(60), Instant.now().minusSeconds(10),
				TestAuthority.SERVER_AUTH, "DNS:localhost");
		TestCertificate early = TestPki.ROOT.issue(Instant.now().plusSeconds(60), Instant.now().plusSeconds(600),
				TestAuthority.SERVER_AUTH, "DNS:localhost");
		assertThat(failure(expired, List.of(expired.spkiPin()), null))
			.isEqualTo("TLS failed: the certificate has expired");
		assertThat(failure(early, List.of(early.spkiPin()), null))
			.isEqualTo("TLS failed: the certificate is not valid yet");
	}

	@Test
	void fetchWhenPinIsThatOfTheSignerThenRefused() {
		TestCertificate server = TestPki.LOCALHOST.presenting(TestPki.ROOT.certificate());
		assertThat(failure(server, List.of(new TestCertificate(null, List.of(TestPki.ROOT.certificate())).spkiPin()),
				null))
			.isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenPinAndCaThenBothHaveToHold() {
		TestCertificate foreign = TestPki.OTHER_ROOT.issue("DNS:localhost");
		assertThat(failureWithCa(TestPki.LOCALHOST, TestPki.LOCALHOST.spkiPin())).isEqualTo("none");
		assertThat(failureWithCa(TestPki.LOCALHOST, OTHER_KEY)).isEqualTo(REFUSED);
		assertThat(failureWithCa(foreign, foreign.spkiPin()))
			.startsWith("TLS failed: unable to find valid certification path");
		assertThat(failureWithCa(TestPki.ELSEWHERE, OTHER_KEY))
			.startsWith("TLS failed: No subject alternative DNS name");
	}

}
