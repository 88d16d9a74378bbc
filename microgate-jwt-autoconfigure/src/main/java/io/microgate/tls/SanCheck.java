package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;

/**
 * {@code allowedSANs}: a subject alternative name (RFC 5280 section 4.2.1.6) of the
 * server's certificate is allowed. Names are compared as they are written; a wildcard is
 * but a character.
 */
final class SanCheck implements CertificateCheck {

	private static final Map<String, Integer> TYPES = Map.of("DNS", 2, "URI", 6, "IPAddress", 7);

	private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

	private final List<AllowedName> allowed;

	SanCheck(List<TlsSpec.AllowedSan> specs) {
		this.allowed = specs.stream().map(AllowedName::compile).toList();
	}

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
		if (names == null || names.stream().noneMatch((name) -> isAllowed(name.get(0), name.get(1)))) {
			throw new UntrustedCertificateException("no name of the certificate fits 'allowedSANs'");
		}
	}

	private boolean isAllowed(Object type, Object value) {
		return value instanceof String name && this.allowed.stream()
			.anyMatch((candidate) -> type.equals(candidate.type) && candidate.matcher.matches(shorten(type, name)));
	}

	/**
	 * An IPv6 address in its canonical form (RFC 5952), which the JDK does not write.
	 */
	private static String shorten(Object type, String name) {
		if (!type.equals(TYPES.get("IPAddress")) || name.indexOf(':') < 0) {
			return name;
		}
		int start = 0;
		int end = 0;
		Matcher zeros = ZEROS.matcher(name);
		while (zeros.find()) {
			if (zeros.end() - zeros.start() > end - start) {
				start = zeros.start();
				end = zeros.end();
			}
		}
		return (end == 0) ? name
				: name.substring(0, Math.max(0, start - 1)) + "::" + name.substring(Math.min(name.length(), end + 1));
	}

	private record AllowedName(Integer type, StringMatcher matcher) {

		static AllowedName compile(TlsSpec.AllowedSan spec) {
			StringMatcherSpec matcher = Objects.requireNonNull(spec.matcher());
			return new AllowedName(Objects.requireNonNull(TYPES.get(spec.sanType())), StringMatcher.compile(matcher));
		}

	}

}
