package io.microgate.tls;

import java.security.cert.X509Certificate;

/**
 * {@code verificationDepth}: limits the certificates of a path below the trusted one. The
 * limit of the JDK's path builder leaves out self-issued ones, and its validator has
 * none.
 */
final class PathLengthCheck extends PathCheck {

	private final int limit;

	private int length;

	PathLengthCheck(int limit) {
		this.limit = limit;
	}

	@Override
	void begin() {
		this.length = 0;
	}

	@Override
	void check(X509Certificate certificate) throws UntrustedCertificateException {
		this.length++;
		if (this.length > this.limit) {
			throw new UntrustedCertificateException("no trusted certificate is found within 'verificationDepth'");
		}
	}

}
