package io.microgate.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code crl}: looks up the certificates of a path on its way down.
 */
final class RevocationCheck extends PKIXCertPathChecker {

	private final RevocationLists lists;

	private final @Nullable X509Certificate only;

	private @Nullable X509Certificate above;

	/**
	 * A check of one path.
	 * @param lists where certificates are looked up
	 * @param only the certificate that is looked up, all of the path if {@code null}
	 */
	RevocationCheck(RevocationLists lists, @Nullable X509Certificate only) {
		this.lists = lists;
		this.only = only;
	}

	@Override
	public void init(boolean forward) throws CertPathValidatorException {
		if (forward) {
			throw new CertPathValidatorException("a path can only be checked from the top down");
		}
		this.above = null;
	}

	@Override
	public boolean isForwardCheckingSupported() {
		return false;
	}

	@Override
	public @Nullable Set<String> getSupportedExtensions() {
		return null;
	}

	@Override
	public void check(Certificate certificate, Collection<String> unresolvedExtensions)
			throws CertPathValidatorException {
		X509Certificate current = (X509Certificate) certificate;
		if (this.only == null || this.only.equals(current)) {
			lookUp(current);
		}
		this.above = current;
	}

	private void lookUp(X509Certificate certificate) throws CertPathValidatorException {
		try {
			this.lists.check(certificate, this.above);
		}
		catch (UntrustedCertificateException ex) {
			throw new CertPathValidatorException(ex.getMessage(), ex);
		}
	}

}
