package io.microgate.certificate;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import io.microgate.cache.BoundedCache;
import io.microgate.match.CidrRange;
import io.microgate.request.FieldNames;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Finds the certificate of the client that has sent a request: in the header field of a
 * trusted proxy if the peer of the connection is one, else in the TLS connection. Never
 * in both, so that neither a client can pass for another one nor the certificate of the
 * proxy counts. Remembers what it has read.
 */
public final class CertificateSource {

	/**
	 * The TLS connection alone.
	 */
	public static final CertificateSource CONNECTION = new CertificateSource(null, List.of());

	/** How many certificates are remembered, fewer if values of the field are long. */
	private static final int MAXIMUM_WEIGHT = 1024;

	/** A longer value of the field counts once more for each of so many characters. */
	private static final int UNIT = 4096;

	private final @Nullable CertificateField field;

	private final List<CidrRange> trustedProxies;

	private final FieldNames fieldName;

	private final FieldNames headerFields;

	/** By certificate or by value of the field. */
	private final BoundedCache<Object, PresentedCertificate> known = new BoundedCache<>(MAXIMUM_WEIGHT);

	private CertificateSource(@Nullable CertificateField field, List<CidrRange> trustedProxies) {
		this.field = field;
		this.trustedProxies = trustedProxies;
		this.fieldName = (field != null) ? FieldNames.of(List.of(field.fieldName())) : FieldNames.NONE;
		this.headerFields = (field != null) ? FieldNames.of(field.fieldNames()) : FieldNames.NONE;
	}

	/**
	 * Compiles a source.
	 * @param spec the header field of proxies, {@code null} for the connection alone
	 * @return the source
	 */
	public static CertificateSource compile(@Nullable ClientCertificateSpec spec) {
		if (spec == null) {
			return new CertificateSource(null, List.of());
		}
		List<String> ranges = Objects.requireNonNull(spec.trustedProxies(), "'trustedProxies' must be set");
		return new CertificateSource(CertificateField.of(spec.header()),
				ranges.stream().map(CidrRange::parse).toList());
	}

	/**
	 * Reads the certificate.
	 * @param request the request
	 * @return what its client has presented
	 */
	public PresentedCertificate read(RequestFacts request) {
		return (this.field != null && isFromTrustedProxy(request)) ? readField(this.field, request)
				: readConnection(request);
	}

	private PresentedCertificate readConnection(RequestFacts request) {
		X509Certificate certificate = request.peerCertificate();
		if (certificate == null) {
			return PresentedCertificate.NONE;
		}
		PresentedCertificate remembered = this.known.get(certificate);
		return (remembered != null) ? remembered : remember(certificate, 1, PresentedCertificate.of(certificate));
	}

	private PresentedCertificate remember(Object source, int weight, PresentedCertificate certificate) {
		this.known.put(source, certificate, weight);
		return certificate;
	}

	/** A client may have sent the field in another spelling past the proxy. */
	private PresentedCertificate readField(CertificateField certificateField, RequestFacts request) {
		List<String> values = null;
		for (String name : request.headerNames()) {
			if (this.fieldName.contains(name)) {
				if (values != null) {
					return PresentedCertificate.INVALID;
				}
				values = request.headers(name);
			}
		}
		if (values == null || values.isEmpty()) {
			return PresentedCertificate.NONE;
		}
		return (values.size() == 1) ? readValue(certificateField, values.get(0)) : PresentedCertificate.INVALID;
	}

	private PresentedCertificate readValue(CertificateField certificateField, String value) {
		PresentedCertificate remembered = this.known.get(value);
		return (remembered != null) ? remembered
				: remember(value, 1 + value.length() / UNIT, certificateField.read(value));
	}

	/** Without an address, the field is taken for one that the client has written. */
	private boolean isFromTrustedProxy(RequestFacts request) {
		InetAddress peer = request.peerAddress();
		if (peer == null) {
			return false;
		}
		byte[] address = peer.getAddress();
		return this.trustedProxies.stream().anyMatch((range) -> range.contains(address));
	}

	/**
	 * Whether no header field has a certificate.
	 * @return {@code true} if there are no trusted proxies
	 */
	public boolean isConnectionOnly() {
		return this.field == null;
	}

	/**
	 * The header fields that say nothing unless a trusted proxy has sent them.
	 * @return the fields, none if certificates are those of connections alone
	 */
	public FieldNames headerFields() {
		return this.headerFields;
	}

	/**
	 * The header fields of a request that say nothing, because no trusted proxy has sent
	 * them.
	 * @param request the request
	 * @return none of {@link #headerFields}, or all
	 */
	public FieldNames untrustedFields(RequestFacts request) {
		return (this.field == null || isFromTrustedProxy(request)) ? FieldNames.NONE : this.headerFields;
	}

}
