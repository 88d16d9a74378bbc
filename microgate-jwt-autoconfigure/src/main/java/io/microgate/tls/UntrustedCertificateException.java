package io.microgate.tls;

import java.security.cert.CertificateException;

/**
 * Thrown when a certificate is refused. The message is safe to log: it never quotes the
 * certificate.
 */
public final class UntrustedCertificateException extends CertificateException {

	private static final long serialVersionUID = 1L;

	UntrustedCertificateException(String message) {
		super(message);
	}

}
