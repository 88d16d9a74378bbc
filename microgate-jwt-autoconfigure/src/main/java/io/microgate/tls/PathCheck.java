package io.microgate.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks the certificates of a path from the top down, while the JDK validates it.
 */
abstract class PathCheck extends PKIXCertPathChecker {

	@Override
	public final void init(boolean forward) throws CertPathValidatorException {
		if (forward) {
			throw new CertPathValidatorException("a path can only be checked from the top down");
		}
		begin();
	}

	@Override
	public final boolean isForwardCheckingSupported() {
		return false;
	}

	@Override
	public final @Nullable Set<String> getSupportedExtensions() {
		return null;
	}

	@Override
	public final void check(Certificate certificate, Collection<String> unresolvedExtensions)
			throws CertPathValidatorException {
		try {
			check((X509Certificate) certificate);
		}
		catch (UntrustedCertificateException ex) {
			throw new CertPathValidatorException(ex.getMessage(), ex);
		}
	}

	/**
	 * Forgets the last path.
	 */
	abstract void begin();

	/**
	 * Checks the next certificate of the path, that of the server last.
	 * @param certificate the certificate
	 * @throws UntrustedCertificateException if the path is refused
	 */
	abstract void check(X509Certificate certificate) throws UntrustedCertificateException;

}
