package io.microgate.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code verificationDepth}: limits the certificates of a path below the trusted one. The
 * limit of the JDK's path builder leaves out self-issued ones, and its validator has
 * none.
 */
final class PathLengthCheck extends PKIXCertPathChecker {

	private final int limit;

	private int length;

	PathLengthCheck(int limit) {
		this.limit = limit;
	}

	@Override
	public void init(boolean forward) throws CertPathValidatorException {
		if (forward) {
			throw new CertPathValidatorException("a path can only be checked from the top down");
		}
		this.length = 0;
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
		this.length++;
		if (this.length > this.limit) {
			String message = "no trusted certificate is found within 'verificationDepth'";
			throw new CertPathValidatorException(message, new UntrustedCertificateException(message));
		}
	}

}
