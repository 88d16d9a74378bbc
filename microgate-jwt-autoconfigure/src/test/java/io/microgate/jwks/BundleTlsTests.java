package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.microgate.secret.Secrets;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * {@code extensions.sslBundle}: trust, client certificate, updates.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class BundleTlsTests {

	private static final TestCertificate CLIENT = TestPki.OTHER_ROOT.issue(Instant.now().minusSeconds(60),
			Instant.now().plusSeconds(3600), TestAuthority.CLIENT_AUTH);

	private static final TlsSpec PLAIN = new TlsSpec(null, null, null);

	@TempDir
	Path directory;

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private TlsTrial trial;

	@BeforeEach
	void open() {
		this.trial = new TlsTrial(this.directory, Clock.systemUTC(), this.bundles);
	}

	@AfterEach
	void close() {
		this.trial.close();
	}

	private static SslBundle bundle(X509Certificate trusted, @Nullable TestCertificate client, SslOptions options)
			throws Exception {
		KeyStore trust = KeyStore.getInstance("PKCS12");
		trust.load(null, null);
		trust.setCertificateEntry("ca", trusted);
		KeyStore keys = (client != null) ? client.keyStore() : null;
		return SslBundle.of(SslStoreBundle.of(keys, "changeit", trust), SslBundleKey.NONE, options);
	}

	private static SslBundle bundle(TestAuthority trusted, @Nullable TestCertificate client) throws Exception {
		return bundle(trusted.certificate(), client, SslOptions.NONE);
	}

	private void start(SslBundle bundle, JwksServer server) {
		this.bundles.registerBundle("idp", bundle);
		this.trial.to(server).trusting(PLAIN, "idp");
	}

	private static JwksServer server(TestCertificate certificate) throws IOException {
		return JwksServer.startTls(certificate.serverContext());
	}

	private static JwksServer serverForClients() throws IOException {
		return JwksServer.startTls(TestPki.LOCALHOST.serverContext(TestPki.OTHER_ROOT.certificate()),
				(parameters) -> parameters.setNeedClientAuth(true));
	}

	@Test
	void fetchWhenBundleTrustsThenKeys() throws Exception {
		start(bundle(TestPki.ROOT, null), server(TestPki.LOCALHOST));
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenBundleDoesNotTrustThenRefused() throws Exception {
		start(bundle(TestPki.OTHER_ROOT, null), server(TestPki.LOCALHOST));
		assertThat(this.trial.failure()).startsWith("TLS failed: unable to find valid certification path");
	}

	@Test
	void fetchWhenOtherHostNameThenRefused() throws Exception {
		start(bundle(TestPki.ROOT, null), server(TestPki.ELSEWHERE));
		assertThat(this.trial.failure()).startsWith("TLS failed: No subject alternative DNS name");
	}

	@Test
	void fetchWhenClientCertificateIsRequiredThenThatOfTheBundle() throws Exception {
		start(bundle(TestPki.ROOT, CLIENT), serverForClients());
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenThroughProxyThenTrustNameAndClientCertificateOfTheBundle() throws Exception {
		try (TestProxy proxy = TestProxy.start()) {
			this.trial.through(proxy);
			start(bundle(TestPki.ROOT, CLIENT), serverForClients());
			assertThat(this.trial.failure()).isEqualTo("none");
			this.bundles.updateBundle("idp", bundle(TestPki.OTHER_ROOT, CLIENT));
			assertThat(this.trial.failure()).startsWith("TLS failed: unable to find valid certification path");
			this.bundles.updateBundle("idp", bundle(TestPki.ROOT, null));
			this.trial.to(server(TestPki.ELSEWHERE)).trusting(PLAIN, "idp");
			assertThat(this.trial.failure()).startsWith("TLS failed: No subject alternative DNS name");
			assertThat(proxy.requests()).hasSize(3);
		}
	}

	@Test
	void fetchWhenClientCertificateIsRequiredAndNoneIsThereThenFails() throws Exception {
		start(bundle(TestPki.ROOT, null), serverForClients());
		assertThat(this.trial.failure()).isNotEqualTo("none");
		assertThat(this.trial.hits()).isZero();
	}

	@Test
	void fetchWhenBundleIsUpdatedThenNextFetchFollows() throws Exception {
		start(bundle(TestPki.ROOT, null), serverForClients());
		assertThat(this.trial.failure()).isNotEqualTo("none");
		this.bundles.updateBundle("idp", bundle(TestPki.ROOT, CLIENT));
		assertThat(this.trial.failure()).isEqualTo("none");
		this.bundles.updateBundle("idp", bundle(TestPki.OTHER_ROOT, CLIENT));
		assertThat(this.trial.failure()).startsWith("TLS failed");
		assertThat(this.trial.hits()).isEqualTo(1);
	}

	@Test
	void fetchWhenBundleIsBrokenThenFailsOrStaysWithLastGood(CapturedOutput output) throws Exception {
		SslBundle broken = SslBundle.of(SslStoreBundle.of(null, null, null), SslBundleKey.NONE, SslOptions.NONE,
				"NoSuchProtocol");
		start(broken, server(TestPki.LOCALHOST));
		assertThat(this.trial.failure()).startsWith("the SSL bundle 'idp' is not usable: ");
		this.bundles.updateBundle("idp", bundle(TestPki.ROOT, null));
		assertThat(this.trial.failure()).isEqualTo("none");
		this.bundles.updateBundle("idp", broken);
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(output).containsOnlyOnce("keeps its last good TLS: the SSL bundle 'idp' is not usable: ");
	}

	@Test
	void compileWhenSpecIsCompiledAgainAndAgainThenBundleIsFollowedOnce() throws Exception {
		SslBundles counted = spy(this.bundles);
		this.bundles.registerBundle("idp", bundle(TestPki.ROOT, null));
		TlsCompiler compiler = new TlsCompiler(counted, Clock.systemUTC());
		Secrets none = new Secrets(Map.of(), new DefaultResourceLoader());
		TlsSource first = compiler.compile(PLAIN, "idp", none, (failure) -> {
		});
		for (int i = 0; i < 50; i++) {
			TlsSource next = compiler.compile(PLAIN, "idp", none, (failure) -> {
			});
			assertThat(next.current()).isEqualTo(first.current());
		}
		verify(counted, times(1)).addBundleUpdateHandler(eq("idp"), any());
		JwksTls before = first.current();
		this.bundles.updateBundle("idp", bundle(TestPki.OTHER_ROOT, null));
		assertThat(first.current()).isNotEqualTo(before);
	}

	@Test
	void fetchWhenBundleLimitsVersionsThenOfferedUnlessTheSpecDoes() throws Exception {
		SslOptions options = SslOptions.of(null, new String[] { "TLSv1.2" });
		start(bundle(TestPki.ROOT.certificate(), null, options), JwksServer.startTls(TestPki.LOCALHOST.serverContext(),
				(tls) -> tls.setProtocols(new String[] { "TLSv1.3" })));
		assertThat(this.trial.failure()).startsWith("TLS failed");
		this.trial.trusting(new TlsSpec(null, null, new TlsSpec.Protocol("TLSv1_2", "TLSv1_3")), "idp");
		assertThat(this.trial.failure()).isEqualTo("none");
	}

}
