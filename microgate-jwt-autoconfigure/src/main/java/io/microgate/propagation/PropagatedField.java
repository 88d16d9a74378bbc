package io.microgate.propagation;

import java.time.Clock;
import java.util.Objects;

import io.microgate.certificate.CertificateSource;
import io.microgate.decision.FailureLog;
import io.microgate.jwt.Verification;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A compiled IdentityPropagation: a header field and where its value comes from.
 */
public final class PropagatedField {

	private static final String BEARER = "Bearer ";

	private final String name;

	private final String prefix;

	private final ValueSource source;

	private final FailureLog log;

	private final String warning;

	private PropagatedField(String propagation, IdentityPropagationSpec spec, ValueSource source, Clock clock) {
		this.name = name(spec);
		this.prefix = (spec.bearerToken() != null) ? BEARER : "";
		this.source = source;
		this.log = new FailureLog(clock);
		this.warning = "IdentityPropagation '%s' did not set '%s' for a request, because the value has no text, other characters than printable ASCII, or a space at its begin or end"
			.formatted(propagation, this.name);
	}

	/**
	 * Compiles an IdentityPropagation.
	 * @param name name of the IdentityPropagation
	 * @param spec a spec that has been checked
	 * @param certificates finds the certificate of a client
	 * @param clock tells when a value that cannot be set may be logged again
	 * @return the field
	 */
	public static PropagatedField compile(String name, IdentityPropagationSpec spec, CertificateSource certificates,
			Clock clock) {
		return new PropagatedField(name, spec, ValueSource.compile(source(spec), certificates), clock);
	}

	/**
	 * Finds the name of the header field that an IdentityPropagation sets.
	 * @param spec a spec that has been checked
	 * @return the name as written
	 */
	public static String name(IdentityPropagationSpec spec) {
		if (spec.bearerToken() != null) {
			return HttpHeaders.AUTHORIZATION;
		}
		IdentityPropagationSpec.Header header = Objects.requireNonNull(spec.header(), "'header' must be set");
		return Objects.requireNonNull(header.name(), "'name' must be set");
	}

	/**
	 * Finds where the value of an IdentityPropagation comes from.
	 * @param spec a spec that has been checked
	 * @return the source
	 */
	public static IdentityPropagationSpec.Source source(IdentityPropagationSpec spec) {
		IdentityPropagationSpec.Source source = null;
		if (spec.bearerToken() != null) {
			source = spec.bearerToken().source();
		}
		else if (spec.header() != null && spec.header().value() != null) {
			source = spec.header().value().source();
		}
		return Objects.requireNonNull(source, "'source' must be set");
	}

	/**
	 * Returns the name of the field.
	 * @return the name as written
	 */
	public String name() {
		return this.name;
	}

	@Nullable String value(@Nullable Verification verification, RequestFacts request) {
		Object value = this.source.find(verification, request);
		if (value == null) {
			return null;
		}
		String text = ValueText.write(value);
		if (text == null || (text.isEmpty() && !this.prefix.isEmpty()) || !isFieldValue(text)) {
			this.log.warn(this.warning);
			return null;
		}
		return this.prefix + text;
	}

	/** Anything else is changed or refused by some server or client on its way. */
	private static boolean isFieldValue(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return !text.startsWith(" ") && !text.endsWith(" ");
	}

}
