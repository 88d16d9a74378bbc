package io.microgate.jwks;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.microgate.constraint.Marker;
import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsContext;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JwksTls}: what does not change at run time.
 */
@Tag("server")
class JwksTlsTests {

	private static final TlsSpec.CertificateVerification DISABLED = new TlsSpec.CertificateVerification(new Marker(),
			null, null);

	private static final TlsSpec.CertificateVerification PUBLIC_CAS = new TlsSpec.CertificateVerification(null,
			new Marker(), null);

	@TempDir
	static Path directory;

	private static final TestCertificate localhost = TestPki.LOCALHOST;

	private static final TestCertificate elsewhere = TestPki.ELSEWHERE;

	private final KeySourceThreads threads = new KeySourceThreads();

	private @Nullable JwksServer server;

	@AfterEach
	void close() {
		if (this.server != null) {
			this.server.close();
		}
		this.threads.close();
	}

	private String failure(TestCertificate certificate, @Nullable TlsSpec tls) throws Exception {
		this.server = JwksServer.startTls(certificate.serverContext()).withKeys("a");
		JwksSpec.Remote spec = new JwksSpec.Remote(this.server.uri(), new JwksSpec.Timeouts("5s", "10s"), tls);
		JwksFetcher fetcher = RemoteSources.fetcher(spec, this.threads);
		String failure = RemoteSources.failure(fetcher);
		fetcher.close();
		return failure;
	}

	private static TlsContext context(TlsSpec spec) throws UnusableMaterialException {
		return RemoteSources.tls(new JwksSpec.Remote("https://localhost/", new JwksSpec.Timeouts("5s", "10s"), spec))
			.current()
			.createContext();
	}

	private static TlsSpec tls(TlsSpec.CertificateVerification verification) {
		return new TlsSpec(verification, null, null);
	}

	private String failureWhenTrusted(TestCertificate certificate, @Nullable TlsSpec tls) throws Exception {
		System.setProperty("javax.net.ssl.trustStore", trustStore().toString());
		System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
		try {
			return failure(certificate, tls);
		}
		finally {
			System.clearProperty("javax.net.ssl.trustStore");
			System.clearProperty("javax.net.ssl.trustStorePassword");
		}
	}

	private static Path trustStore() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("root", TestPki.ROOT.certificate());
		Path file = directory.resolve("trust.p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			store.store(out, TestCertificate.PASSWORD);
		}
		return file;
	}

	@Test
	void fetchWhenPublicCasAndOwnAuthorityThenRefused() throws Exception {
		assertThat(failure(localhost, tls(PUBLIC_CAS))).startsWith("TLS failed")
			.contains("unable to find valid certification path");
		assertThat(this.server.hits()).isZero();
	}

	@Test
	void fetchWhenNoTlsSpecAndOwnAuthorityThenRefused() throws Exception {
		assertThat(failure(localhost, null)).startsWith("TLS failed");
	}

	@Test
	void fetchWhenPublicCasAndAuthorityInTrustStoreThenKeys() throws Exception {
		assertThat(failureWhenTrusted(localhost, tls(PUBLIC_CAS))).isEqualTo("none");
	}

	@Test
	void fetchWhenPublicCasAndOtherHostNameThenRefused() throws Exception {
		assertThat(failureWhenTrusted(elsewhere, tls(PUBLIC_CAS))).startsWith("TLS failed: No subject alternative DNS");
	}

	@Test
	void fetchWhenNoTlsSpecAndOtherHostNameThenRefused() throws Exception {
		assertThat(failureWhenTrusted(elsewhere, null)).startsWith("TLS failed: No subject alternative DNS");
	}

	@Test
	void fetchWhenDisabledThenAnyCertificateAndAnyNameForThisSourceOnly() throws Exception {
		assertThat(failure(localhost, tls(DISABLED))).isEqualTo("none");
		this.server.close();
		assertThat(failure(elsewhere, tls(DISABLED))).isEqualTo("none");
		this.server.close();
		assertThat(failure(localhost, tls(PUBLIC_CAS))).startsWith("TLS failed");
	}

	@Test
	void fetchWhenNoCommonVersionThenRefused() throws Exception {
		TlsSpec spec = new TlsSpec(DISABLED, List.of("TLS_AES_128_GCM_SHA256"), new TlsSpec.Protocol(null, "TLSv1_2"));
		assertThat(failure(localhost, spec)).startsWith("TLS failed");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, -, TLSv1.2 TLSv1.3", "TLSv1_3, -, TLSv1.3", "-, TLSv1_2, TLSv1.2",
					"TLSv1_2, TLSv1_3, TLSv1.2 TLSv1.3", "TLSv1_0, -, TLSv1 TLSv1.1 TLSv1.2 TLSv1.3",
					"-, TLSv1_1, TLSv1.1", "TLSv1_1, TLSv1_2, TLSv1.1 TLSv1.2" })
	void createContextWhenVersionsThenOffered(@Nullable String minimum, @Nullable String maximum, String offered)
			throws Exception {
		TlsContext tls = context(new TlsSpec(null, null, new TlsSpec.Protocol(minimum, maximum)));
		assertThat(tls.parameters().getProtocols()).containsExactly(offered.split(" "));
	}

	@Test
	void createContextWhenCiphersThenOffered() throws Exception {
		TlsContext tls = context(new TlsSpec(null, List.of("TLS_AES_256_GCM_SHA384"), null));
		assertThat(tls.parameters().getCipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");
	}

	@Test
	void createContextWhenCipherIsUnknownThenError() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> context(new TlsSpec(null, List.of("ECDHE-RSA-AES128-GCM-SHA256"), null)))
			.withMessageContaining("'tls.ciphers'")
			.withMessageContaining("ECDHE-RSA-AES128-GCM-SHA256");
	}

}
