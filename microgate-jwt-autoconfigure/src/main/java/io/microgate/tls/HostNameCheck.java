package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * The host is one of the alternative names (RFC 9525 section 2). Where there is none of
 * its kind, the JDK takes the common name instead, which authorities do not vouch for as
 * the name of a host.
 */
final class HostNameCheck implements CertificateCheck {

	private static final Integer DNS = 2;

	private static final Integer IP_ADDRESS = 7;

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		Integer type = isAddress(handshake.peerHost()) ? IP_ADDRESS : DNS;
		Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
		if (names == null || names.stream().noneMatch((name) -> type.equals(name.get(0)))) {
			throw new UntrustedCertificateException("the certificate has no alternative name for the host");
		}
	}

	/**
	 * No top-level domain ends with a digit.
	 */
	private static boolean isAddress(String host) {
		return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
	}

}
