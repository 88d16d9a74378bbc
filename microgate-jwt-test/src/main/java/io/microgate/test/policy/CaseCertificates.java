package io.microgate.test.policy;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import javax.security.auth.x500.X500Principal;

import io.microgate.request.RemoteAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the certificates of policy cases, each once, so that a token can be bound to it.
 * All have the same key, and no authority has signed them: what trusts certificates is
 * the server, and not the decision.
 */
final class CaseCertificates {

	/** Tags of alternative names (RFC 5280 section 4.2.1.6). */
	static final Map<String, Integer> TAGS = Map.of("Email", 0x81, "DNS", 0x82, "URI", 0x86, "IPAddress", 0x87);

	/** A field that no condition can name, as a certificate has to have a name. */
	private static final String UNNAMED = "DC=test";

	private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("2a8648ce3d040302"));

	private static final String ALTERNATIVE_NAMES = "551d11";

	private static final byte[] VALIDITY = Der.sequence(time("20200101000000Z"), time("99991231235959Z"));

	private final Map<PolicyCaseCertificate, X509Certificate> made = new ConcurrentHashMap<>();

	private final KeyPair keys = generate();

	private static byte[] time(String time) {
		return Der.tagged(0x18, time.getBytes(StandardCharsets.US_ASCII));
	}

	private static KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A key cannot be generated", ex);
		}
	}

	/**
	 * Makes a certificate, or reads one that is given.
	 * @param certificate the certificate of a case
	 * @return the certificate
	 * @throws IllegalArgumentException if there is no such certificate, with a message
	 * that quotes nothing of it
	 */
	X509Certificate certificate(PolicyCaseCertificate certificate) {
		return this.made.computeIfAbsent(certificate, this::make);
	}

	private X509Certificate make(PolicyCaseCertificate certificate) {
		try {
			byte[] encoded = (certificate.pem() != null) ? certificate.pem().strip().getBytes(StandardCharsets.US_ASCII)
					: sign(certificate);
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
		}
		catch (CertificateException ex) {
			throw new IllegalArgumentException((certificate.pem() != null) ? "must be one certificate in PEM"
					: "must have names that a certificate can have");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A certificate cannot be signed", ex);
		}
	}

	private byte[] sign(PolicyCaseCertificate certificate) throws GeneralSecurityException {
		byte[] content = Der.sequence(Der.tagged(0xa0, Der.integer(2)), Der.integer(1), ECDSA_WITH_SHA256,
				name(certificate.issuer()), VALIDITY, name(certificate.subject()), this.keys.getPublic().getEncoded(),
				extensions(certificate.sans()));
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(this.keys.getPrivate());
		signature.update(content);
		return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
	}

	private static byte[] name(@Nullable String name) {
		try {
			return new X500Principal(Objects.requireNonNullElse(name, UNNAMED)).getEncoded();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("must have names such as 'CN=orders, O=Shop'");
		}
	}

	private static byte[] extensions(List<String> sans) {
		if (sans.isEmpty()) {
			return new byte[0];
		}
		byte[] names = Der.sequence(sans.stream().map(CaseCertificates::san).toArray(byte[][]::new));
		return Der.tagged(0xa3, Der.sequence(Der.sequence(Der.oid(ALTERNATIVE_NAMES), Der.octets(names))));
	}

	private static byte[] san(String san) {
		int colon = san.indexOf(':');
		String type = san.substring(0, Math.max(0, colon));
		String value = san.substring(colon + 1);
		Integer tag = TAGS.get(type);
		if (tag == null || value.isEmpty() || !StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
			throw new IllegalArgumentException("must have alternative names such as DNS:orders.example.com, of type "
					+ StringUtils.collectionToDelimitedString(TAGS.keySet().stream().sorted().toList(), ", "));
		}
		return Der.tagged(tag, type.equals("IPAddress") ? address(value) : value.getBytes(StandardCharsets.US_ASCII));
	}

	/** Names would be looked up. */
	private static byte[] address(String literal) {
		InetAddress address = RemoteAddress.parse(literal);
		if (address == null) {
			throw new IllegalArgumentException("must have an IP address behind 'IPAddress:'");
		}
		return address.getAddress();
	}

}
