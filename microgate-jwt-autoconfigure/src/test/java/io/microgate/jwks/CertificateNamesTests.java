package io.microgate.jwks;

import java.nio.file.Path;
import java.util.List;

import io.microgate.match.StringMatcherSpec;
import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code allowedSANs}, which take the place of the host name.
 */
@Tag("server")
class CertificateNamesTests {

	private static final String REFUSED = "TLS failed: no name of the certificate fits 'allowedSANs'";

	private static final TestCertificate SERVER = TestPki.ROOT.issue("DNS:idp.example.com", "DNS:*.apps.example.com",
			"URI:spiffe://example.com/idp", "IP:10.1.2.3", "IP:2001:db8::1", "Email:idp@example.com");

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

	private String failure(TestCertificate server, TlsSpec.AllowedSan... allowed) {
		return this.trial.to(server)
			.trusting(
					new TlsSpec.Custom(new TlsSpec.TrustedCa(TlsTrial.secrets("one"), 1), List.of(allowed), null, null))
			.failure();
	}

	private static TlsSpec.AllowedSan exact(String type, String name) {
		return new TlsSpec.AllowedSan(type, new StringMatcherSpec(name, null, null, null, null, false));
	}

	@ParameterizedTest
	@CsvSource({ "DNS, idp.example.com, true", "DNS, other.example.com, false", "DNS, IDP.example.com, false",
			"DNS, *.apps.example.com, true", "DNS, a.apps.example.com, false", "DNS, localhost, false",
			"DNS, 10.1.2.3, false", "DNS, idp@example.com, false", "URI, spiffe://example.com/idp, true",
			"URI, spiffe://example.com/other, false", "URI, idp.example.com, false", "IPAddress, 10.1.2.3, true",
			"IPAddress, 10.1.2.4, false", "IPAddress, 2001:db8::1, true", "IPAddress, 2001:db8:0:0:0:0:0:1, false",
			"IPAddress, idp.example.com, false" })
	void fetchWhenNamesThenOneHasToFitInTypeAndText(String type, String name, boolean accepted) {
		assertThat(failure(SERVER, exact(type, name))).isEqualTo(accepted ? "none" : REFUSED);
	}

	@ParameterizedTest
	@CsvSource({ "::1, ::1", "::, ::", "2001:db8:0:1::, 2001:db8:0:1::", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
			"1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0", "fe80::10:0:0, fe80::10:0:0", "1:0:0:2:0:0:0:3, 1:0:0:2::3" })
	void fetchWhenAddressThenComparedInCanonicalForm(String issued, String canonical) {
		assertThat(failure(TestPki.ROOT.issue("IP:" + issued), exact("IPAddress", canonical))).isEqualTo("none");
	}

	@Test
	void fetchWhenSeveralAllowedThenAnyWillDo() {
		assertThat(failure(SERVER, exact("DNS", "other.example.com"), exact("URI", "spiffe://example.com/idp")))
			.isEqualTo("none");
	}

	@Test
	void fetchWhenMatcherIsNoExactTextThenItDecides() {
		StringMatcherSpec suffix = new StringMatcherSpec(null, null, ".EXAMPLE.com", null, null, true);
		assertThat(failure(SERVER, new TlsSpec.AllowedSan("DNS", suffix))).isEqualTo("none");
		StringMatcherSpec regex = new StringMatcherSpec(null, null, null, null, "^spiffe://[^/]+/idp$", false);
		assertThat(failure(SERVER, new TlsSpec.AllowedSan("URI", regex))).isEqualTo("none");
		assertThat(failure(TestPki.LOCALHOST, new TlsSpec.AllowedSan("URI", regex))).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenHostNameFitsButIsNotAllowedThenRefused() {
		assertThat(failure(TestPki.LOCALHOST, exact("DNS", "idp.example.com"))).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenCertificateHasNoNamesThenRefused() {
		assertThat(failure(TestPki.ROOT.issue(), exact("DNS", "server"))).isEqualTo(REFUSED);
	}

	@Test
	void fetchWhenNameIsAllowedButSignerIsNotTrustedThenRefused() {
		assertThat(failure(TestPki.OTHER_ROOT.issue("DNS:localhost"), exact("DNS", "localhost")))
			.startsWith("TLS failed: unable to find valid certification path");
	}

}
