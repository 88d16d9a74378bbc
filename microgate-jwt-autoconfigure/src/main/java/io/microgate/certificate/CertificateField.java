package io.microgate.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.microgate.request.PercentDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A header field in which proxies pass on certificates, and how its value is read:
 * strictly, so that there is one reading or none.
 */
enum CertificateField {

	/**
	 * RFC 9440 section 2.2: one byte sequence (RFC 9651 section 3.3.5), the encoded
	 * certificate.
	 */
	CLIENT_CERT("Client-Cert") {

		@Override
		byte @Nullable [] decode(String value) {
			String text = value.strip();
			boolean delimited = text.length() > 2 && text.startsWith(":") && text.endsWith(":");
			return delimited ? base64(text.substring(1, text.length() - 1)) : null;
		}

	},

	/**
	 * The field of Envoy: one element, whose {@code Cert} is the certificate in PEM,
	 * percent-encoded.
	 */
	X_FORWARDED_CLIENT_CERT("X-Forwarded-Client-Cert") {

		@Override
		byte @Nullable [] decode(String value) {
			String encoded = ForwardedCertificateElement.certificate(value);
			String pem = (encoded != null) ? PercentDecoder.decode(encoded) : null;
			return (pem != null) ? decodePem(pem.strip()) : null;
		}

		private byte @Nullable [] decodePem(String pem) {
			boolean delimited = pem.length() > BEGIN.length() + END.length() && pem.startsWith(BEGIN)
					&& pem.endsWith(END);
			return delimited
					? base64(pem.substring(BEGIN.length(), pem.length() - END.length()).replaceAll("[\r\n]", ""))
					: null;
		}

	};

	private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

	private static final String END = "-----END CERTIFICATE-----";

	private final String fieldName;

	CertificateField(String fieldName) {
		this.fieldName = fieldName;
	}

	static CertificateField of(@Nullable String name) {
		return Arrays.stream(values())
			.filter((field) -> field.fieldName.equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no field for certificates"));
	}

	String fieldName() {
		return this.fieldName;
	}

	/** Names of the field and of what only says something together with it. */
	List<String> fieldNames() {
		return (this == CLIENT_CERT) ? List.of(this.fieldName, this.fieldName + "-Chain") : List.of(this.fieldName);
	}

	abstract byte @Nullable [] decode(String value);

	/**
	 * Reads a value.
	 * @param value the value as sent
	 * @return the certificate, or {@link PresentedCertificate#INVALID}
	 */
	PresentedCertificate read(String value) {
		byte[] der = decode(value);
		if (der == null) {
			return PresentedCertificate.INVALID;
		}
		try {
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
			// the factory also reads PEM, and leaves what follows
			return Arrays.equals(der, certificate.getEncoded()) ? PresentedCertificate.of(certificate)
					: PresentedCertificate.INVALID;
		}
		catch (CertificateException ex) {
			return PresentedCertificate.INVALID;
		}
	}

	static byte @Nullable [] base64(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
