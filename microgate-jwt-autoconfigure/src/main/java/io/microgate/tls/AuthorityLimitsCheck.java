package io.microgate.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Holds a path to what the trusted certificate above it says of itself: how many
 * authorities may be below it, and for which names (RFC 5280 section 4.2.1.9 and
 * 4.2.1.10). The JDK asks that of the certificates of the path alone.
 */
final class AuthorityLimitsCheck extends PathCheck {

	private static final String NAME_CONSTRAINTS = "2.5.29.30";

	/** Tag and one byte of length. */
	private static final int SHORT_HEADER = 2;

	private final List<X509Certificate> trusted;

	private @Nullable List<X509Certificate> signers;

	private int authorities;

	AuthorityLimitsCheck(List<X509Certificate> trusted) {
		this.trusted = List.copyOf(trusted);
	}

	@Override
	void begin() {
		this.signers = null;
		this.authorities = 0;
	}

	@Override
	void check(X509Certificate certificate) throws UntrustedCertificateException {
		List<X509Certificate> above = (this.signers != null) ? this.signers : signers(certificate);
		List<X509Certificate> permitting = above.stream().filter((signer) -> permits(signer, certificate)).toList();
		if (permitting.isEmpty()) {
			throw new UntrustedCertificateException("a trusted certificate does not permit the chain below it");
		}
		this.signers = permitting;
		if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
			this.authorities++;
		}
	}

	/**
	 * A checker is not told which trusted certificate a path begins at.
	 */
	private List<X509Certificate> signers(X509Certificate first) {
		return this.trusted.stream()
			.filter((candidate) -> candidate.getSubjectX500Principal().equals(first.getIssuerX500Principal()))
			.filter((candidate) -> isSignedBy(first, candidate))
			.toList();
	}

	private static boolean isSignedBy(X509Certificate certificate, X509Certificate signer) {
		try {
			certificate.verify(signer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private boolean permits(X509Certificate signer, X509Certificate below) {
		if (this.authorities > signer.getBasicConstraints()) {
			return false;
		}
		byte[] extension = signer.getExtensionValue(NAME_CONSTRAINTS);
		return extension == null || permitsNames(extension, below);
	}

	private static boolean permitsNames(byte[] extension, X509Certificate below) {
		try {
			X509CertSelector selector = new X509CertSelector();
			selector.setNameConstraints(content(extension));
			return selector.match(below);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * What is within the octet string that an extension is handed out in (X.690 section
	 * 8.1.3).
	 */
	private static byte[] content(byte[] octets) {
		int longForm = octets[1] & 0xff;
		int header = (longForm > 0x80) ? SHORT_HEADER + longForm - 0x80 : SHORT_HEADER;
		return Arrays.copyOfRange(octets, header, octets.length);
	}

}
