package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;

/**
 * Checks one condition that a server's certificate has to satisfy.
 */
@FunctionalInterface
interface CertificateCheck {

	/**
	 * Accepts any certificate and any name.
	 */
	CertificateCheck NONE = (chain, authType, engine) -> {
	};

	/**
	 * Checks what a server presents in a handshake.
	 * @param chain the certificates, that of the server first
	 * @param authType how the server proves that the certificate is its own
	 * @param engine the handshake
	 * @throws CertificateException if the certificate is refused
	 */
	void check(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException;

}
