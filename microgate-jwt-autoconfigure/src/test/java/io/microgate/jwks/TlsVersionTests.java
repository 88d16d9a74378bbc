package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.SSLParameters;

import io.microgate.constraint.Marker;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code tls.protocol} and {@code tls.ciphers} against servers that have limits of their
 * own.
 */
@Tag("server")
class TlsVersionTests {

	private static final TlsSpec.CertificateVerification DISABLED = new TlsSpec.CertificateVerification(new Marker(),
			null, null);

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

	private String failure(Consumer<SSLParameters> server, @Nullable List<String> ciphers,
			TlsSpec.@Nullable Protocol protocol) throws IOException {
		TlsSpec.CertificateVerification custom = new TlsSpec.CertificateVerification(null, null,
				TlsTrial.trustedCa(1, "one"));
		return this.trial.to(JwksServer.startTls(TestPki.LOCALHOST.serverContext(), server))
			.trusting(new TlsSpec(custom, ciphers, protocol), null)
			.failure();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "TLSv1.2, -, -, true", "TLSv1.3, -, -, true", "TLSv1.2, TLSv1_2, TLSv1_3, true",
					"TLSv1.3, TLSv1_2, TLSv1_3, true", "TLSv1.2, TLSv1_3, -, false", "TLSv1.3, TLSv1_3, -, true",
					"TLSv1.2, -, TLSv1_2, true", "TLSv1.3, -, TLSv1_2, false" })
	void fetchWhenServerHasOneVersionThenLimitsDecide(String server, @Nullable String minimum, @Nullable String maximum,
			boolean accepted) throws IOException {
		String failure = failure((parameters) -> parameters.setProtocols(new String[] { server }), null,
				new TlsSpec.Protocol(minimum, maximum));
		assertThat(failure.equals("none")).as(failure).isEqualTo(accepted);
		assertThat(this.trial.hits()).isEqualTo(accepted ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1", "TLSv1.1" })
	void fetchWhenServerHasAnOldVersionAloneThenRefused(String server) throws IOException {
		assertThat(Security.getProperty("jdk.tls.disabledAlgorithms")).contains(server);
		assertThat(failure((parameters) -> parameters.setProtocols(new String[] { server }), null, null))
			.isNotEqualTo("none");
		assertThat(this.trial.hits()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "TLS_AES_256_GCM_SHA384, TLS_AES_256_GCM_SHA384, true",
			"TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256, false",
			"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true",
			"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, false",
			"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256, false" })
	void fetchWhenServerHasOneCipherThenOffersDecide(String server, String offered, boolean accepted)
			throws IOException {
		String failure = failure((parameters) -> parameters.setCipherSuites(new String[] { server }), List.of(offered),
				null);
		assertThat(failure.equals("none")).as(failure).isEqualTo(accepted);
	}

	@Test
	void fetchWhenVerificationIsDisabledThenAnyCertificate() {
		this.trial.to(TestPki.OTHER_ROOT.issue("DNS:idp.example.com")).trusting(DISABLED);
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenPublicCasThenOwnAuthorityIsRefused() {
		this.trial.to(TestPki.LOCALHOST).trusting(new TlsSpec.CertificateVerification(null, new Marker(), null));
		assertThat(this.trial.failure()).startsWith("TLS failed: unable to find valid certification path");
	}

}
