package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Looks certificates up in revocation lists (RFC 5280 section 6.3). Neither the network
 * nor a JVM-wide setting plays a part, which cannot be had from the JDK's own checker. A
 * certificate that no current list covers is refused.
 */
final class RevocationLists {

	private static final int CRL_SIGN = 6;

	private final TrustMaterial material;

	private final Date now;

	RevocationLists(TrustMaterial material, Date now) {
		this.material = material;
		this.now = now;
	}

	/**
	 * Refuses a certificate that is revoked, or of which that cannot be told.
	 * @param certificate the certificate
	 * @param above the one above it in its chain, if that is not a trusted one
	 * @throws UntrustedCertificateException if it is refused
	 */
	void check(X509Certificate certificate, @Nullable X509Certificate above) throws UntrustedCertificateException {
		List<X509CRL> lists = lists(certificate, above);
		if (lists.stream().anyMatch((list) -> list.getRevokedCertificate(certificate) != null)) {
			throw new UntrustedCertificateException("a certificate of the chain is revoked");
		}
		if (lists.isEmpty()) {
			throw new UntrustedCertificateException("no list of 'crl' covers a certificate of the chain");
		}
		if (lists.stream().noneMatch(this::isCurrent)) {
			throw new UntrustedCertificateException("the list of 'crl' that covers a certificate has expired");
		}
	}

	/**
	 * Whether a trusted certificate is subject to revocation: it is when the one above it
	 * is trusted as well.
	 * @param certificate a trusted certificate
	 * @return whether it has to be looked up
	 */
	boolean cover(X509Certificate certificate) {
		return this.material.certificates()
			.stream()
			.anyMatch((other) -> !other.equals(certificate) && isNamedAsIssuer(other, certificate));
	}

	private List<X509CRL> lists(X509Certificate certificate, @Nullable X509Certificate above) {
		List<X509Certificate> issuers = Stream.concat(this.material.certificates().stream(), Stream.ofNullable(above))
			.filter((candidate) -> isNamedAsIssuer(candidate, certificate) && maySignLists(candidate))
			.toList();
		return this.material.lists()
			.stream()
			.filter((list) -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
			.filter((list) -> issuers.stream().anyMatch((issuer) -> isSignedBy(list, issuer)))
			.toList();
	}

	private static boolean isNamedAsIssuer(X509Certificate candidate, X509Certificate certificate) {
		return candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

	private static boolean maySignLists(X509Certificate issuer) {
		boolean[] usage = issuer.getKeyUsage();
		return issuer.getBasicConstraints() >= 0 && (usage == null || usage[CRL_SIGN]);
	}

	private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
		try {
			list.verify(issuer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private boolean isCurrent(X509CRL list) {
		Date next = list.getNextUpdate();
		return next != null && this.now.before(next) && !this.now.before(list.getThisUpdate());
	}

}
