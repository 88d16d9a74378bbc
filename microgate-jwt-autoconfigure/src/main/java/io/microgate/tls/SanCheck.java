package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import io.microgate.certificate.CertificateNames;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;

/**
 * {@code allowedSANs}: a subject alternative name (RFC 5280 section 4.2.1.6) of the
 * server's certificate is allowed. Names are compared as they are written; a wildcard is
 * but a character.
 */
final class SanCheck implements CertificateCheck {

	private final List<AllowedName> allowed;

	SanCheck(List<TlsSpec.AllowedSan> specs) {
		this.allowed = specs.stream().map(AllowedName::compile).toList();
	}

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		CertificateNames names = new CertificateNames(chain[0]);
		if (this.allowed.stream().noneMatch((name) -> name.isIn(names))) {
			throw new UntrustedCertificateException("no name of the certificate fits 'allowedSANs'");
		}
	}

	private record AllowedName(String type, StringMatcher matcher) {

		static AllowedName compile(TlsSpec.AllowedSan spec) {
			StringMatcherSpec matcher = Objects.requireNonNull(spec.matcher());
			return new AllowedName(Objects.requireNonNull(spec.sanType()), StringMatcher.compile(matcher));
		}

		boolean isIn(CertificateNames certificate) {
			List<String> names = certificate.sans(this.type);
			return names != null && names.stream().anyMatch(this.matcher::matches);
		}

	}

}
