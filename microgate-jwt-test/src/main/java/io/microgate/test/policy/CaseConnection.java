package io.microgate.test.policy;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Objects;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.match.CidrRange;
import io.microgate.request.RemoteAddress;
import io.microgate.test.token.TestKeys;
import org.jspecify.annotations.Nullable;

/**
 * How the certificate of a case is presented: when the client connects, or by a trusted
 * proxy in a header field.
 *
 * @param certificate the certificate of the connection, {@code null} for none
 * @param field the header field as {@code Name: value}, {@code null} for none
 */
record CaseConnection(@Nullable X509Certificate certificate, @Nullable String field) {

	private static final CaseConnection NONE = new CaseConnection(null, null);

	/**
	 * Presents the certificate of a request.
	 * @param request the request
	 * @param certificates make it
	 * @param proxies the proxies that pass certificates on, {@code null} for none
	 * @return how it is presented
	 */
	static CaseConnection of(PolicyCaseRequest request, CaseCertificates certificates,
			@Nullable ClientCertificateSpec proxies) {
		if (request.certificate() == null) {
			return NONE;
		}
		X509Certificate certificate = certificates.certificate(request.certificate());
		return (proxies != null && isTrusted(request.remoteAddress(), proxies))
				? new CaseConnection(null, TestKeys.certificateField(certificate, proxies))
				: new CaseConnection(certificate, null);
	}

	private static boolean isTrusted(@Nullable String literal, ClientCertificateSpec proxies) {
		InetAddress address = RemoteAddress.parse(literal);
		return address != null && Objects.requireNonNull(proxies.trustedProxies())
			.stream()
			.anyMatch((range) -> CidrRange.parse(range).contains(address.getAddress()));
	}

}
