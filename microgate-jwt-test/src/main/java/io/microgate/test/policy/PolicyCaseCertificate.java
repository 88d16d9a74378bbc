package io.microgate.test.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The certificate that the client of a case presents: one that is given, or one that is
 * made with some names.
 *
 * @param pem the certificate in PEM, {@code null} for one that is made
 * @param subject name of the subject such as {@code CN=orders, O=Shop}, {@code null} for
 * one without a field that conditions can name
 * @param issuer name of the issuer, likewise
 * @param sans subject alternative names such as {@code DNS:orders.example.com}
 */
public record PolicyCaseCertificate(@Nullable String pem, @Nullable String subject, @Nullable String issuer,
		List<String> sans) {

	/**
	 * Copies what is given.
	 * @throws IllegalArgumentException if a certificate that is given has names
	 */
	public PolicyCaseCertificate {
		if (pem != null && (subject != null || issuer != null || !sans.isEmpty())) {
			throw new IllegalArgumentException("A certificate in PEM has its own names");
		}
		sans = List.copyOf(sans);
	}

	/** A certificate without names. */
	static final PolicyCaseCertificate UNNAMED = new PolicyCaseCertificate(null, null, null, List.of());

	/**
	 * Takes a certificate as it is.
	 * @param pem the certificate in PEM
	 * @return the certificate
	 */
	public static PolicyCaseCertificate of(String pem) {
		return new PolicyCaseCertificate(pem, null, null, List.of());
	}

	/** Leaves out what is in the certificate. */
	@Override
	public String toString() {
		return "PolicyCaseCertificate[]";
	}

}
