package io.microgate.propagation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.certificate.CertificateSource;
import io.microgate.certificate.PresentedCertificate;
import io.microgate.jwt.Verification;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A compiled source of a value.
 */
interface ValueSource {

	/** Stands for a value that is there but cannot be read. */
	Object UNREADABLE = new Object();

	/**
	 * Looks for the value.
	 * @param verification the outcome for the token, {@code null} if none was asked for
	 * @param request the request
	 * @return the value, {@code null} if there is none
	 */
	@Nullable Object find(@Nullable Verification verification, RequestFacts request);

	static ValueSource compile(IdentityPropagationSpec.Source spec, CertificateSource certificates) {
		if (spec.jwt() != null) {
			return ofToken(spec.jwt().claim());
		}
		if (spec.clientCertificate() != null) {
			return ofCertificate(spec.clientCertificate(), certificates);
		}
		// a source that is not enforced
		return (verification, request) -> null;
	}

	private static ValueSource ofToken(@Nullable String claim) {
		String[] path = (claim != null) ? claim.split("\\.", -1) : null;
		return (verification, request) -> {
			Jwt jwt = (verification != null) ? verification.jwt() : null;
			if (jwt == null) {
				return null;
			}
			return (path != null) ? member(jwt.getClaims(), path) : jwt.getTokenValue();
		};
	}

	/** The way leads through objects only. */
	private static @Nullable Object member(Map<String, Object> claims, String[] path) {
		Object value = claims;
		for (String name : path) {
			value = (value instanceof Map<?, ?> members) ? members.get(name) : null;
		}
		return value;
	}

	private static ValueSource ofCertificate(IdentityPropagationSpec.CertificateValue spec,
			CertificateSource certificates) {
		Function<PresentedCertificate, @Nullable Object> reader = certificateReader(spec);
		return (verification, request) -> {
			PresentedCertificate presented = certificates.read(request);
			if (presented.certificate() == null) {
				return presented.invalid() ? UNREADABLE : null;
			}
			return reader.apply(presented);
		};
	}

	private static Function<PresentedCertificate, @Nullable Object> certificateReader(
			IdentityPropagationSpec.CertificateValue spec) {
		if (spec.issuer() != null) {
			String field = Objects.requireNonNull(spec.issuer().field(), "'field' must be set");
			return (presented) -> single(presented.names().issuer(field));
		}
		if (spec.subject() != null) {
			String field = Objects.requireNonNull(spec.subject().field(), "'field' must be set");
			return (presented) -> single(presented.names().subject(field));
		}
		if (spec.san() != null) {
			String type = Objects.requireNonNull(spec.san().type(), "'type' must be set");
			return (presented) -> single(presented.names().sans(type));
		}
		return (presented) -> encoded(Objects.requireNonNull(presented.certificate()));
	}

	/** Several names are an array, so that none can be taken for several. */
	private static @Nullable Object single(@Nullable List<String> names) {
		if (names == null) {
			return UNREADABLE;
		}
		if (names.isEmpty()) {
			return null;
		}
		return (names.size() == 1) ? names.get(0) : names;
	}

	/** As in the field {@code Client-Cert} (RFC 9440 section 2.1). */
	private static String encoded(X509Certificate certificate) {
		try {
			return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException("A certificate that was read can be written", ex);
		}
	}

}
