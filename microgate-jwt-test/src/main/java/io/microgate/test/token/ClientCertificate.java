package io.microgate.test.token;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.certificate.PresentedCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the client that sends a token.
 *
 * @param certificate the certificate
 * @param proxies the header field in which proxies pass it on, {@code null} for none
 */
record ClientCertificate(X509Certificate certificate, @Nullable ClientCertificateSpec proxies) {

	private static final String CLIENT_CERT = "Client-Cert";

	/** The hash that a token has which is bound to it (RFC 8705 section 3.1). */
	static String thumbprint(X509Certificate certificate) {
		return PresentedCertificate.of(certificate).thumbprint();
	}

	/**
	 * Name of the header field that a client without a TLS connection of its own sets.
	 * @return the name
	 * @throws IllegalStateException if no header field is configured
	 */
	String field() {
		if (this.proxies == null || this.proxies.header() == null) {
			throw new IllegalStateException(
					"A client presents its certificate when it connects, or a proxy passes it on"
							+ " in a header field. Give it to the client, set 'microgate.client-certificate', or use MockMvc.");
		}
		return this.proxies.header();
	}

	/** The value of that field (RFC 9440 section 2.1, or that of Envoy). */
	String value() {
		try {
			byte[] encoded = this.certificate.getEncoded();
			return CLIENT_CERT.equals(field()) ? ':' + Base64.getEncoder().encodeToString(encoded) + ':'
					: "Cert=\"" + pem(encoded) + '"';
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException("The certificate cannot be written", ex);
		}
	}

	private static String pem(byte[] encoded) {
		String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n").replace("%", "%25")
			.replace("+", "%2B")
			.replace("/", "%2F")
			.replace("=", "%3D")
			.replace(" ", "%20")
			.replace("\n", "%0A");
	}

}
