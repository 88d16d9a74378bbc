package io.microgate.jwks;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * PEM (RFC 7468), as in the files of secrets.
 */
final class Pem {

	private Pem() {
	}

	static String of(X509Certificate certificate) {
		try {
			return of("CERTIFICATE", certificate.getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String of(X509CRL list) {
		try {
			return of("X509 CRL", list.getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String of(PrivateKey key) {
		return of("PRIVATE KEY", key.getEncoded());
	}

	private static String of(String label, byte[] der) {
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der));
	}

}
