package io.microgate.certificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a client has presented to prove who it is. What is read of a certificate is read
 * once.
 */
public final class PresentedCertificate {

	/**
	 * The client has no certificate.
	 */
	public static final PresentedCertificate NONE = new PresentedCertificate(null, false);

	/**
	 * What the client has presented cannot be read as one certificate.
	 */
	public static final PresentedCertificate INVALID = new PresentedCertificate(null, true);

	private final @Nullable X509Certificate certificate;

	private final boolean invalid;

	private @Nullable CertificateNames names;

	private @Nullable String thumbprint;

	private PresentedCertificate(@Nullable X509Certificate certificate, boolean invalid) {
		this.certificate = certificate;
		this.invalid = invalid;
	}

	/**
	 * The client has presented a certificate.
	 * @param certificate the certificate
	 * @return what is read of it
	 */
	public static PresentedCertificate of(X509Certificate certificate) {
		return new PresentedCertificate(certificate, false);
	}

	/**
	 * Returns the certificate.
	 * @return the certificate, {@code null} for none and for one that cannot be read
	 */
	public @Nullable X509Certificate certificate() {
		return this.certificate;
	}

	/**
	 * Whether there is something that cannot be read as one certificate.
	 * @return {@code false} also without any
	 */
	public boolean invalid() {
		return this.invalid;
	}

	/**
	 * Reads the names of the certificate that is there.
	 * @return the names
	 */
	public CertificateNames names() {
		CertificateNames read = this.names;
		if (read == null) {
			read = new CertificateNames(present());
			this.names = read;
		}
		return read;
	}

	/**
	 * Computes the SHA-256 hash of the certificate that is there, written as
	 * {@code x5t#S256} has it (RFC 8705 section 3.1).
	 * @return the hash in base64url without padding
	 */
	public String thumbprint() {
		String known = this.thumbprint;
		if (known == null) {
			known = computeThumbprint(present());
			this.thumbprint = known;
		}
		return known;
	}

	private X509Certificate present() {
		return Objects.requireNonNull(this.certificate, "There is no certificate");
	}

	private static String computeThumbprint(X509Certificate certificate) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException | CertificateEncodingException ex) {
			throw new IllegalStateException("The hash of a certificate cannot be computed", ex);
		}
	}

}
