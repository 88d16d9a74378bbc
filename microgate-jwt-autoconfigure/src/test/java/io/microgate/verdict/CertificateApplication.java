package io.microgate.verdict;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

import io.microgate.jwks.TestAuthority;
import io.microgate.jwks.TestCertificate;

/**
 * An application whose routes ask for the certificate of the client, and clients that
 * have one.
 */
final class CertificateApplication implements AutoCloseable {

	static final TestAuthority AUTHORITY = TestAuthority.root("Client CA");

	static final TestCertificate SERVER = AUTHORITY.issue("DNS:localhost", "IP:127.0.0.1");

	static final TestCertificate ANN = AUTHORITY.issueClient(new X500Principal("CN=ann,O=Example"), "DNS:ann.example");

	static final TestCertificate BOB = AUTHORITY.issueClient(new X500Principal("CN=bob"));

	/** Of an authority that has the name of the trusted one, but not its key. */
	static final TestCertificate MALLORY = TestAuthority.root("Client CA").issueClient(new X500Principal("CN=ann"));

	/** The server ends TLS. */
	static final String TLS = """
			server:
			  http2: {enabled: true}
			  ssl:
			    certificate: "${tls}server.pem"
			    certificate-private-key: "${tls}server.key"
			    trust-certificate: "${tls}ca.pem"
			    client-auth: want
			""";

	private static final String POLICIES = """
			microgate:
			  routes: {ann: {paths: [/ann]}, open: {paths: [/open]}, blocked: {paths: [/blocked]}}
			  access-control-policies:
			    ann:
			      targetRefs: [{name: ann}]
			      policies: [{authorization: {requireAll: [{clientCertificate: {subject: {field: CommonName, value: {matcher: {exact: ann}}}}}]}}]
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    blocked:
			      targetRefs: [{name: blocked}]
			      policies: [{authorization: {extensions: {requireNone: [{clientCertificate: {hash: {in: {values: ["%s"]}}}}]}}}]
			"""
		.formatted(BOB.hashPin());

	private final RunningApplication application;

	private CertificateApplication(RunningApplication application) {
		this.application = application;
	}

	static CertificateApplication start(TestStack stack, Path directory, String... documents) throws IOException {
		writeFiles(directory);
		String configuration = POLICIES + "---\n" + String.join("---\n", documents);
		Chapter chapter = new Chapter("certificates", configuration, "", List.of(), null, Map.of(), List.of());
		return new CertificateApplication(
				RunningApplication.start(chapter, stack, Map.of("tls", directory.toUri().toString()), directory));
	}

	static void writeFiles(Path directory) throws IOException {
		Files.writeString(directory.resolve("server.pem"), SERVER.pem());
		Files.writeString(directory.resolve("server.key"), SERVER.keyPem());
		Files.writeString(directory.resolve("ca.pem"), AUTHORITY.pem());
	}

	int port() {
		return this.application.port(false);
	}

	/** Sends a request and returns the status with the reason of a refusal. */
	String get(HttpClient client, int port, String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:%d%s".formatted(port, path)))
			.timeout(Duration.ofSeconds(60));
		if (headers.length > 0) {
			request.headers(headers);
		}
		this.application.decisions().clear();
		int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
		String reason = (status == 200) ? "" : " " + this.application.decisions().full().get(0).reason().code();
		return status + reason;
	}

	String get(TestCertificate certificate, String path, String... headers) throws IOException, InterruptedException {
		return get(client(certificate), port(), path, headers);
	}

	/** A client that has a certificate, or none. */
	static HttpClient client(TestCertificate certificate) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init((certificate != null) ? certificate.keyStore() : null, TestCertificate.PASSWORD);
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("ca", AUTHORITY.certificate());
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((certificate != null) ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
			return HttpClient.newBuilder().sslContext(context).build();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The value of {@code Client-Cert}. */
	static String field(TestCertificate certificate) {
		try {
			return ":" + Base64.getEncoder().encodeToString(certificate.certificate().getEncoded()) + ":";
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

}
