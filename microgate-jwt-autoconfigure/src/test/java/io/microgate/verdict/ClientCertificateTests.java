package io.microgate.verdict;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Certificates of real TLS connections, on each stack, with and without header fields of
 * proxies and forwarded addresses.
 */
@Tag("server")
class ClientCertificateTests {

	private static final String FORWARDED = "X-Forwarded-For";

	private static final String FIELD = "Client-Cert";

	@TempDir
	Path directory;

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	/** None, that of the framework and that of the server. */
	static Stream<Arguments> strategies() {
		return stacks().flatMap((stack) -> Stream.of(arguments(stack, "none"), arguments(stack, "framework"),
				arguments(stack, "native")));
	}

	private CertificateApplication start(TestStack stack, String proxies, String strategy) throws IOException {
		return CertificateApplication.start(stack, this.directory, CertificateApplication.TLS, """
				server: {forward-headers-strategy: %s}
				microgate: {client-certificate: {header: Client-Cert, trusted-proxies: [%s]}}
				""".formatted(strategy, proxies));
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenTlsThenCertificateOfTheConnectionCounts(TestStack stack) throws IOException, InterruptedException {
		try (CertificateApplication application = CertificateApplication.start(stack, this.directory,
				CertificateApplication.TLS)) {
			HttpClient ann = CertificateApplication.client(CertificateApplication.ANN);
			assertThat(application.get(ann, application.port(), "/ann")).isEqualTo("200");
			assertThat(application.get(ann, application.port(), "/ann")).isEqualTo("200");
			assertThat(application.get(CertificateApplication.ANN, "/blocked")).isEqualTo("200");
			assertThat(application.get(CertificateApplication.BOB, "/ann")).isEqualTo("403 certificate.not_met");
			assertThat(application.get(CertificateApplication.BOB, "/blocked")).isEqualTo("403 certificate.not_met");
			assertThat(application.get(null, "/ann")).isEqualTo("403 certificate.missing");
			assertThat(application.get(null, "/blocked")).isEqualTo("200");
			assertThat(application.get(null, "/open")).isEqualTo("200");
			assertThat(application.get(null, "/ann", FIELD, CertificateApplication.field(CertificateApplication.ANN)))
				.isEqualTo("403 certificate.missing");
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> application.get(CertificateApplication.MALLORY, "/ann"));
		}
	}

	@ParameterizedTest
	@MethodSource("strategies")
	void requestWhenPeerIsNoProxyThenForwardedAddressDoesNotMakeItOne(TestStack stack, String strategy)
			throws IOException, InterruptedException {
		try (CertificateApplication application = start(stack, "192.0.2.0/24", strategy)) {
			String[] spoofed = { FORWARDED, "192.0.2.7", FIELD,
					CertificateApplication.field(CertificateApplication.ANN) };
			assertThat(application.get(null, "/ann", spoofed)).isEqualTo("403 certificate.missing");
			assertThat(application.get(CertificateApplication.BOB, "/ann", spoofed))
				.isEqualTo("403 certificate.not_met");
			assertThat(application.get(CertificateApplication.ANN, "/ann", FORWARDED, "192.0.2.7")).isEqualTo("200");
		}
	}

	@ParameterizedTest
	@MethodSource("strategies")
	void requestWhenPeerIsProxyThenItsFieldAloneCounts(TestStack stack, String strategy)
			throws IOException, InterruptedException {
		try (CertificateApplication application = start(stack, "127.0.0.0/8, '::1/128'", strategy)) {
			String ann = CertificateApplication.field(CertificateApplication.ANN);
			assertThat(application.get(CertificateApplication.BOB, "/ann", FORWARDED, "203.0.113.9", FIELD, ann))
				.isEqualTo("200");
			assertThat(application.get(null, "/ann", FORWARDED, "203.0.113.9", FIELD, ann)).isEqualTo("200");
			assertThat(application.get(CertificateApplication.ANN, "/ann", FORWARDED, "203.0.113.9"))
				.isEqualTo("403 certificate.missing");
			assertThat(application.get(CertificateApplication.ANN, "/ann", FIELD, ann, FIELD, ann))
				.isEqualTo("403 certificate.invalid");
			assertThat(application.get(CertificateApplication.ANN, "/ann", FIELD, ann, "Client_Cert", ann))
				.isEqualTo("403 certificate.invalid");
			assertThat(application.get(CertificateApplication.ANN, "/blocked", FIELD, ":x:"))
				.isEqualTo("403 certificate.invalid");
		}
	}

}
