package io.microgate.secret;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Reads the files of secrets that certificates are checked by.
 */
public final class PemFiles {

	private PemFiles() {
	}

	public static List<X509Certificate> certificates(byte[] pem)
			throws UnusableMaterialException, GeneralSecurityException {
		List<X509Certificate> certificates = factory().generateCertificates(new ByteArrayInputStream(pem))
			.stream()
			.map(X509Certificate.class::cast)
			.toList();
		if (certificates.isEmpty()) {
			throw new UnusableMaterialException("holds no certificate");
		}
		return certificates;
	}

	/**
	 * Reads revocation lists. Partial, indirect and delta lists mark what they are as
	 * critical; taken for complete ones they would let revoked certificates pass.
	 */
	public static List<X509CRL> lists(byte[] pem) throws UnusableMaterialException, GeneralSecurityException {
		List<X509CRL> lists = factory().generateCRLs(new ByteArrayInputStream(pem))
			.stream()
			.map(X509CRL.class::cast)
			.toList();
		if (lists.isEmpty()) {
			throw new UnusableMaterialException("holds no revocation list");
		}
		if (lists.stream().anyMatch(PemFiles::isPartial)) {
			throw new UnusableMaterialException("holds a revocation list that is not complete (critical extension)");
		}
		return lists;
	}

	private static boolean isPartial(X509CRL list) {
		Set<String> critical = list.getCriticalExtensionOIDs();
		return critical != null && !critical.isEmpty();
	}

	private static CertificateFactory factory() throws CertificateException {
		return CertificateFactory.getInstance("X.509");
	}

}
