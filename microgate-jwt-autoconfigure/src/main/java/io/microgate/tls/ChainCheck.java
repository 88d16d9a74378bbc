package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * {@code trustedCA} and {@code crl}: the chain leads to a trusted certificate (PKIX, RFC
 * 5280 section 6), and the host name is one of the certificate's unless
 * {@code allowedSANs} takes its place. Each check is made anew by the time it takes
 * place, because dates pass without a change of files.
 */
final class ChainCheck implements CertificateCheck {

	private static final int KEY_CERT_SIGN = 5;

	private final TlsSpec.Custom spec;

	private final int depth;

	private final TrustMaterial material;

	private final Clock clock;

	ChainCheck(TlsSpec.Custom spec, TrustMaterial material, Clock clock) {
		this.spec = spec;
		this.depth = Objects.requireNonNull(spec.trustedCa()).verificationDepth();
		this.material = material;
		this.clock = clock;
	}

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		X509ExtendedTrustManager pkix = trustManager(parameters(chain[0]));
		if (this.spec.allowedSans() != null) {
			pkix.checkServerTrusted(chain, authType);
			return;
		}
		handshake.check(pkix, chain, authType);
	}

	private static X509ExtendedTrustManager trustManager(PKIXBuilderParameters parameters) throws CertificateException {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
			factory.init(new CertPathTrustManagerParameters(parameters));
			return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
		}
		catch (GeneralSecurityException ex) {
			throw new CertificateException(ex);
		}
	}

	private PKIXBuilderParameters parameters(X509Certificate server) throws CertificateException {
		Date now = Date.from(this.clock.instant());
		RevocationLists lists = (this.spec.crl() != null) ? new RevocationLists(this.material, now) : null;
		Set<TrustAnchor> anchors = anchors(server, now, lists);
		if (anchors.isEmpty()) {
			throw new UntrustedCertificateException("no certificate of 'trustedCA' can be trusted at the moment");
		}
		try {
			PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
			parameters.setDate(now);
			parameters.setMaxPathLength(Math.max(0, this.depth - 1));
			// What the JDK does of it follows JVM-wide settings
			parameters.setRevocationEnabled(false);
			if (lists != null) {
				parameters.addCertPathChecker(new RevocationCheck(lists, isLookedUpAlone() ? server : null));
			}
			parameters.addCertPathChecker(new PathLengthCheck(this.depth));
			parameters.addCertPathChecker(
					new AuthorityLimitsCheck(anchors.stream().map(TrustAnchor::getTrustedCert).toList()));
			return parameters;
		}
		catch (GeneralSecurityException ex) {
			throw new CertificateException(ex);
		}
	}

	private boolean isLookedUpAlone() {
		return this.spec.crl() != null && this.spec.crl().validationMode().equals("VerifyLeafCertOnly");
	}

	/**
	 * The JDK takes a server's certificate that is trusted itself as it is, and asks of
	 * no trusted certificate whether it is still good.
	 */
	private Set<TrustAnchor> anchors(X509Certificate server, Date now, @Nullable RevocationLists lists)
			throws UntrustedCertificateException {
		if (lists != null && this.material.certificates().contains(server)) {
			lists.check(server, null);
		}
		return this.material.certificates()
			.stream()
			.filter((certificate) -> certificate.equals(server)
					|| (maySign(certificate, now) && !isRevoked(certificate, lists)))
			.map((certificate) -> new TrustAnchor(certificate, null))
			.collect(Collectors.toSet());
	}

	private static boolean maySign(X509Certificate certificate, Date now) {
		boolean[] usage = certificate.getKeyUsage();
		return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter())
				&& certificate.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
	}

	private boolean isRevoked(X509Certificate certificate, @Nullable RevocationLists lists) {
		if (lists == null || isLookedUpAlone() || !lists.cover(certificate)) {
			return false;
		}
		try {
			lists.check(certificate, null);
			return false;
		}
		catch (UntrustedCertificateException ex) {
			return true;
		}
	}

}
