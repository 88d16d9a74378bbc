package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * Checks one condition that a server's certificate has to satisfy.
 */
@FunctionalInterface
interface CertificateCheck {

	/**
	 * Accepts any certificate and any name.
	 */
	CertificateCheck NONE = (chain, authType, handshake) -> {
	};

	/**
	 * Checks what a server presents in a handshake.
	 * @param chain the certificates, that of the server first
	 * @param authType how the server proves that the certificate is its own
	 * @param handshake the handshake
	 * @throws CertificateException if the certificate is refused
	 */
	void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException;

}
