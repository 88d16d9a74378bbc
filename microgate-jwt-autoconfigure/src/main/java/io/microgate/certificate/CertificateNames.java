package io.microgate.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the names in a certificate, by the names that the resources have for fields and
 * types.
 */
public final class CertificateNames {

	private static final String IP_ADDRESS = "IPAddress";

	private static final Map<String, Integer> TYPES = Map.of("Email", 1, "DNS", 2, "URI", 6, IP_ADDRESS, 7);

	private static final String ALTERNATIVE_NAMES = "2.5.29.17";

	/** The JDK puts it in place of what is not ASCII. */
	private static final char REPLACEMENT = '\ufffd';

	private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

	private final DistinguishedName subject;

	private final DistinguishedName issuer;

	private final @Nullable Collection<List<?>> alternativeNames;

	/**
	 * Reads the names of a certificate.
	 * @param certificate the certificate
	 */
	public CertificateNames(X509Certificate certificate) {
		this.subject = new DistinguishedName(certificate.getSubjectX500Principal());
		this.issuer = new DistinguishedName(certificate.getIssuerX500Principal());
		this.alternativeNames = alternativeNames(certificate);
	}

	/** The JDK is silent about an extension that it cannot read. */
	private static @Nullable Collection<List<?>> alternativeNames(X509Certificate certificate) {
		try {
			Collection<List<?>> names = certificate.getSubjectAlternativeNames();
			return (names == null && certificate.getExtensionValue(ALTERNATIVE_NAMES) == null) ? List.of() : names;
		}
		catch (CertificateParsingException ex) {
			return null;
		}
	}

	/**
	 * Finds the values of a field of the subject.
	 * @param field {@code CommonName}, {@code Organization}, {@code OrganizationalUnit},
	 * {@code Country}, {@code State} or {@code Locality}
	 * @return the values in the order of the certificate, empty without such a field;
	 * {@code null} if one of them cannot be read as text
	 */
	public @Nullable List<String> subject(String field) {
		return this.subject.values(field);
	}

	/**
	 * Finds the values of a field of the issuer.
	 * @param field the field, as for the subject
	 * @return the values in the order of the certificate, empty without such a field;
	 * {@code null} if one of them cannot be read as text
	 */
	public @Nullable List<String> issuer(String field) {
		return this.issuer.values(field);
	}

	/**
	 * Finds the subject alternative names of a type (RFC 5280 section 4.2.1.6). IPv6
	 * addresses are in their canonical form (RFC 5952).
	 * @param type {@code DNS}, {@code Email}, {@code URI} or {@code IPAddress}
	 * @return the names in the order of the certificate; {@code null} if they cannot be
	 * read
	 */
	public @Nullable List<String> sans(String type) {
		Integer number = Objects.requireNonNull(TYPES.get(type), () -> "There are no names of type '" + type + "'");
		if (this.alternativeNames == null) {
			return null;
		}
		List<String> names = new ArrayList<>(1);
		for (List<?> name : this.alternativeNames) {
			if (number.equals(name.get(0)) && name.get(1) instanceof String text) {
				if (text.indexOf(REPLACEMENT) >= 0) {
					return null;
				}
				names.add(type.equals(IP_ADDRESS) ? shorten(text) : text);
			}
		}
		return names;
	}

	/** The JDK writes all zeros of an IPv6 address. */
	private static String shorten(String address) {
		if (address.indexOf(':') < 0) {
			return address;
		}
		int start = 0;
		int end = 0;
		Matcher zeros = ZEROS.matcher(address);
		while (zeros.find()) {
			if (zeros.end() - zeros.start() > end - start) {
				start = zeros.start();
				end = zeros.end();
			}
		}
		return (end == 0) ? address : address.substring(0, Math.max(0, start - 1)) + "::"
				+ address.substring(Math.min(address.length(), end + 1));
	}

}
