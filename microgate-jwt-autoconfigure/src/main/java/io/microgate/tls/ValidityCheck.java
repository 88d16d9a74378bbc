package io.microgate.tls;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;

/**
 * The server's certificate is within its dates, however else it is trusted.
 *
 * @param clock the time
 */
record ValidityCheck(Clock clock) implements CertificateCheck {

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake)
			throws UntrustedCertificateException {
		try {
			chain[0].checkValidity(Date.from(this.clock.instant()));
		}
		catch (CertificateExpiredException ex) {
			throw new UntrustedCertificateException("the certificate has expired");
		}
		catch (CertificateNotYetValidException ex) {
			throw new UntrustedCertificateException("the certificate is not valid yet");
		}
	}

}
