package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.PageBlock;
import io.microgate.jwks.TestCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Certificates that HAProxy and nginx pass on, configured as the documentation says.
 */
@Tag("server")
class CertificateProxyTests {

	private static final String HAPROXY = """
			global
			  maxconn 100
			defaults
			  mode http
			  timeout connect 10s
			  timeout client 60s
			  timeout server 60s
			{page}
			backend application
			  server application 127.0.0.1:{application}
			""";

	private static final String NGINX = """
			daemon off;
			pid {directory}/nginx.pid;
			error_log stderr;
			events { }
			http {
			  access_log off;
			  client_body_temp_path {directory}/body;
			  proxy_temp_path {directory}/proxy;
			  fastcgi_temp_path {directory}/fastcgi;
			  uwsgi_temp_path {directory}/uwsgi;
			  scgi_temp_path {directory}/scgi;
			  ssl_certificate {directory}/server.pem;
			  ssl_certificate_key {directory}/server.key;
			  {page}
			}
			""";

	@TempDir
	Path directory;

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	@BeforeEach
	void writeFiles() throws IOException {
		CertificateApplication.writeFiles(this.directory);
		TestCertificate server = CertificateApplication.SERVER;
		Files.writeString(this.directory.resolve("proxy.pem"), server.pem() + server.keyPem());
	}

	private CertificateApplication start(TestStack stack, String header) throws IOException {
		return CertificateApplication.start(stack, this.directory, """
				microgate: {client-certificate: {header: %s, trusted-proxies: [127.0.0.1/32]}}
				""".formatted(header));
	}

	private ProxyProcess haproxy(CertificateApplication application) throws IOException {
		return ProxyProcess.start("haproxy", this.directory, configuration(HAPROXY, 0, application),
				List.of("-db", "-f", "{file}"));
	}

	private ProxyProcess nginx(CertificateApplication application) throws IOException {
		return ProxyProcess.start("nginx", this.directory, configuration(NGINX, 1, application),
				List.of("-p", "{directory}", "-c", "{file}"));
	}

	/** The page has the ports and files of its reader. */
	private static String configuration(String template, int block, CertificateApplication application)
			throws IOException {
		List<String> blocks = PageBlock.readAll("docs/how-to/accept-client-certificates.md", "A proxy ends TLS", "");
		String page = blocks.get(block)
			.replaceFirst("(bind |listen )[0-9]*:?443", "$1127.0.0.1:{port}")
			.replace("/etc/tls/proxy.pem", "{directory}/proxy.pem")
			.replace("/etc/tls/clients-ca.pem", "{directory}/ca.pem")
			.replace("application:8080", "127.0.0.1:{application}");
		return template.replace("{page}", page).replace("{application}", Integer.toString(application.port()));
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenBehindHaproxyThenCertificateOfItsClientCounts(TestStack stack)
			throws IOException, InterruptedException {
		try (CertificateApplication application = start(stack, "Client-Cert");
				ProxyProcess proxy = haproxy(application)) {
			verify(application, proxy, "Client-Cert", CertificateApplication.field(CertificateApplication.ANN));
		}
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenBehindNginxThenCertificateOfItsClientCounts(TestStack stack)
			throws IOException, InterruptedException {
		try (CertificateApplication application = start(stack, "X-Forwarded-Client-Cert");
				ProxyProcess proxy = nginx(application)) {
			verify(application, proxy, "X-Forwarded-Client-Cert",
					"Cert=" + CertificateApplication.ANN.pem().replace(" ", "%20").replace("\n", "%0A"));
		}
	}

	/** A client's own field does not get through, whatever it is called. */
	private static void verify(CertificateApplication application, ProxyProcess proxy, String field, String spoofed)
			throws IOException, InterruptedException {
		int port = proxy.port();
		TestCertificate ann = CertificateApplication.ANN;
		TestCertificate bob = CertificateApplication.BOB;
		String underscores = field.replace('-', '_');
		assertThat(application.get(CertificateApplication.client(ann), port, "/ann")).isEqualTo("200");
		assertThat(application.get(CertificateApplication.client(bob), port, "/ann"))
			.isEqualTo("403 certificate.not_met");
		assertThat(application.get(CertificateApplication.client(null), port, "/ann"))
			.isEqualTo("403 certificate.missing");
		for (String name : List.of(field, underscores)) {
			assertThat(application.get(CertificateApplication.client(ann), port, "/ann", name, spoofed))
				.isEqualTo("200");
			assertThat(application.get(CertificateApplication.client(bob), port, "/ann", name, spoofed))
				.isEqualTo("403 certificate.not_met");
			assertThat(application.get(CertificateApplication.client(null), port, "/ann", name, spoofed))
				.isEqualTo("403 certificate.missing");
		}
	}

}
