package io.microgate.tls;

import java.security.cert.X509Certificate;

import org.jspecify.annotations.Nullable;

/**
 * {@code crl}: looks up the certificates of a path on its way down.
 */
final class RevocationCheck extends PathCheck {

	private final RevocationLists lists;

	private final @Nullable X509Certificate only;

	private @Nullable X509Certificate above;

	/**
	 * Creates a check of one path.
	 * @param lists where certificates are looked up
	 * @param only the certificate that is looked up, all of the path if {@code null}
	 */
	RevocationCheck(RevocationLists lists, @Nullable X509Certificate only) {
		this.lists = lists;
		this.only = only;
	}

	@Override
	void begin() {
		this.above = null;
	}

	@Override
	void check(X509Certificate certificate) throws UntrustedCertificateException {
		if (this.only == null || this.only.equals(certificate)) {
			this.lists.check(certificate, this.above);
		}
		this.above = certificate;
	}

}
