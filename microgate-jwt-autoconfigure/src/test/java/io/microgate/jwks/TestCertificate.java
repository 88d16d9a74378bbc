package io.microgate.jwks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate with its key and those above it, as it was issued for a test.
 *
 * @param keys its key
 * @param chain the certificate, then those above it that a server presents
 */
public record TestCertificate(KeyPair keys, List<X509Certificate> chain) {

	public static final char[] PASSWORD = "changeit".toCharArray();

	public X509Certificate certificate() {
		return this.chain.get(0);
	}

	/**
	 * The same certificate, presented without those above it, or with others.
	 */
	TestCertificate presenting(X509Certificate... above) {
		List<X509Certificate> presented = new ArrayList<>(List.of(certificate()));
		presented.addAll(List.of(above));
		return new TestCertificate(this.keys, presented);
	}

	/**
	 * What this one would sign, were it an authority.
	 */
	TestCertificate signing(String... names) {
		return TestAuthority.of(this.keys, certificate()).issue(names);
	}

	/**
	 * A server that presents this chain.
	 * @param clients certificates of which a client has to have one, if it is asked
	 */
	public SSLContext serverContext(X509Certificate... clients) {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			for (int i = 0; i < clients.length; i++) {
				trusted.setCertificateEntry("client-" + i, clients[i]);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init((clients.length > 0) ? trusted : null);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(keyStore(), PASSWORD);
		return keys.getKeyManagers();
	}

	public KeyStore keyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("JKS");
		store.load(null, null);
		store.setKeyEntry("server", this.keys.getPrivate(), PASSWORD, this.chain.toArray(X509Certificate[]::new));
		return store;
	}

	/** The certificate and those above it. */
	public String pem() {
		StringBuilder pem = new StringBuilder();
		this.chain.forEach((each) -> pem.append(Pem.of(each)));
		return pem.toString();
	}

	public String keyPem() {
		return Pem.of(this.keys.getPrivate());
	}

	String spkiPin() {
		return Base64.getEncoder().encodeToString(sha256(certificate().getPublicKey().getEncoded()));
	}

	public String hashPin() {
		try {
			return HexFormat.of().formatHex(sha256(certificate().getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
