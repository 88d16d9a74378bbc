package io.microgate.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Certificates of a server and of its clients, in key stores of a directory.
 */
final class TestCertificates {

	private static final String PASSWORD = "changeit";

	private final Path directory;

	TestCertificates(Path directory) {
		this.directory = directory;
		issue("server", "-ext", "san=dns:localhost,ip:127.0.0.1");
		issue("ann");
		issue("bob");
		try {
			KeyStore clients = empty();
			clients.setCertificateEntry("ann", load("ann").getCertificate("key"));
			clients.setCertificateEntry("bob", load("bob").getCertificate("key"));
			try (OutputStream file = Files.newOutputStream(directory.resolve("clients.p12"))) {
				clients.store(file, PASSWORD.toCharArray());
			}
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void issue(String name, String... further) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key",
				"-keyalg", "EC", "-dname", "CN=" + name, "-keystore", this.directory.resolve(name + ".p12").toString(),
				"-storepass", PASSWORD, "-storetype", "PKCS12"));
		command.addAll(List.of(further));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			assertThat(process.waitFor()).as(output).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore empty() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private KeyStore load(String name) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(this.directory.resolve(name + ".p12"))) {
			store.load(file, PASSWORD.toCharArray());
		}
		return store;
	}

	/** A client that presents a certificate, or none for {@code null}. */
	HttpClient client(String name) {
		return HttpClient.newBuilder().sslContext(context(name)).build();
	}

	/** Sessions of one context are resumed by all clients that have it. */
	SSLContext context(String name) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init((name != null) ? load(name) : null, PASSWORD.toCharArray());
			KeyStore trusted = empty();
			trusted.setCertificateEntry("server", load("server").getCertificate("key"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((name != null) ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The value of {@code Client-Cert}. */
	String field(String name) {
		return ":" + Base64.getEncoder().encodeToString(encoded(name)) + ":";
	}

	/** The value of {@code x5t#S256}. */
	String thumbprint(String name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded(name));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] encoded(String name) {
		try {
			return load(name).getCertificate("key").getEncoded();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
