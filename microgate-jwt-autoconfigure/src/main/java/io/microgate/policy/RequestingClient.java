package io.microgate.policy;

import java.util.Map;

import io.microgate.certificate.CertificateSource;
import io.microgate.certificate.PresentedCertificate;
import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * What requirements compare of who sends a request. The certificate is looked for only if
 * one of them asks for it.
 */
final class RequestingClient {

	private final Map<String, Object> claims;

	private final RequestFacts request;

	private final PathVariables variables;

	private final CertificateSource certificates;

	private @Nullable PresentedCertificate certificate;

	RequestingClient(Map<String, Object> claims, RequestFacts request, PathVariables variables,
			CertificateSource certificates) {
		this.claims = claims;
		this.request = request;
		this.variables = variables;
		this.certificates = certificates;
	}

	/** Claims of the verified token, empty without one. */
	Map<String, Object> claims() {
		return this.claims;
	}

	RequestFacts request() {
		return this.request;
	}

	PathVariables variables() {
		return this.variables;
	}

	PresentedCertificate certificate() {
		if (this.certificate == null) {
			this.certificate = this.certificates.read(this.request);
		}
		return this.certificate;
	}

	/** Why a requirement on the certificate is not met. */
	DenyReason certificateRefusal() {
		PresentedCertificate presented = certificate();
		if (presented.invalid()) {
			return DenyReason.CERTIFICATE_INVALID;
		}
		return (presented.certificate() == null) ? DenyReason.CERTIFICATE_MISSING : DenyReason.CERTIFICATE_NOT_MET;
	}

}
