package io.microgate.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;

import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import io.microgate.request.RemoteAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a request that is to be explained, as strings of bounded length
 * that hold no line break but between headers.
 *
 * @param method the method
 * @param path the path as it is sent, with the query
 * @param host the host
 * @param headers the header fields, one {@code Name: value} in each line
 * @param remoteAddress IP address of the client
 * @param token the token
 * @param claims the claims of a token without a signature, as JSON
 * @param time when the request is sent, such as {@code 2026-01-31T12:00:00Z}
 * @param values whether values of claims are shown: {@code true} or {@code false}
 * @param certificate the certificate that the client presents when it connects, in PEM
 */
public record ExplainParameters(@Nullable String method, @Nullable String path, @Nullable String host,
		@Nullable String headers, @Nullable String remoteAddress, @Nullable String token, @Nullable String claims,
		@Nullable String time, @Nullable String values, @Nullable String certificate) {

	/** No JWT accepts a longer token. */
	private static final int MAX_TOKEN = 65_536;

	private static final int MAX_CLAIMS = 65_536;

	/** A token may be among them. */
	private static final int MAX_HEADERS = 98_304;

	private static final int MAX_HEADER_LINES = 100;

	private static final int MAX_PATH = 65_536;

	private static final int MAX_HOST = 512;

	private static final int MAX_CERTIFICATE = 65_536;

	private static final int MAX_METHOD = 64;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	/** Beside letters and digits (RFC 9110 section 5.6.2). */
	private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

	/**
	 * Checks the parameters.
	 * @param forwarded whether the server takes host and client from forwarded headers
	 * @param signatureAssumed whether the signature of the token counts as good
	 * @return the request to explain
	 * @throws IllegalArgumentException if one of them is missing or wrong, with a message
	 * that quotes nothing of any
	 */
	public ExplainRequest toRequest(boolean forwarded, boolean signatureAssumed) {
		return new ExplainRequest(checkedMethod(), checkedPath(), checkedHost(), headerLines(), checkedAddress(),
				forwarded, checkedToken(), checkedClaims(), signatureAssumed, instant(), showsValues(),
				checkedCertificate());
	}

	private String checkedMethod() {
		String checked = required("method", bounded("method", this.method, MAX_METHOD));
		require(isName(checked), "'method' must be the name of an HTTP method");
		return checked;
	}

	private String checkedPath() {
		String checked = required("path", visible("path", bounded("path", this.path, MAX_PATH)));
		require(checked.startsWith("/"), "'path' must start with a slash");
		return checked;
	}

	private @Nullable String checkedHost() {
		return visible("host", bounded("host", this.host, MAX_HOST));
	}

	private @Nullable String checkedAddress() {
		require(this.remoteAddress == null || RemoteAddress.parse(this.remoteAddress) != null,
				"'remoteAddress' must be an IP address");
		return this.remoteAddress;
	}

	/** A file that holds a token ends in a line break. */
	private @Nullable String checkedToken() {
		String stripped = (this.token != null) ? this.token.strip() : null;
		return visible("token", bounded("token", stripped, MAX_TOKEN));
	}

	private @Nullable String checkedClaims() {
		String checked = bounded("claims", this.claims, MAX_CLAIMS);
		if (checked != null) {
			try {
				StrictJson.parseObject(checked.getBytes(StandardCharsets.UTF_8));
			}
			catch (MalformedJoseException ex) {
				throw new IllegalArgumentException("'claims' must be a JSON object without duplicate members");
			}
		}
		return checked;
	}

	private List<String> headerLines() {
		String checked = bounded("headers", this.headers, MAX_HEADERS);
		List<String> lines = (checked != null) ? List.of(checked.split("\r?\n")) : List.of();
		require(lines.size() <= MAX_HEADER_LINES, "'headers' must have at most %d lines".formatted(MAX_HEADER_LINES));
		List<String> fields = lines.stream().filter((line) -> !line.isEmpty()).toList();
		require(fields.stream().allMatch(ExplainParameters::isField),
				"'headers' must have one 'Name: value' in each line, without control characters");
		return fields;
	}

	private static boolean isField(String line) {
		int colon = line.indexOf(':');
		return colon > 0 && isName(line.substring(0, colon))
				&& line.chars().allMatch((character) -> character == '\t' || !Character.isISOControl(character));
	}

	private static boolean isName(String text) {
		return !text.isEmpty() && text.chars()
			.allMatch((character) -> (character < 0x80 && Character.isLetterOrDigit(character))
					|| TOKEN_CHARACTERS.indexOf(character) >= 0);
	}

	private @Nullable Instant instant() {
		if (this.time == null) {
			return null;
		}
		try {
			Instant instant = Instant.parse(this.time);
			require(!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST),
					"'time' must be between 1970 and 9999");
			return instant;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("'time' must be an instant such as 2026-01-31T12:00:00Z");
		}
	}

	private @Nullable X509Certificate checkedCertificate() {
		String pem = bounded("certificate", this.certificate, MAX_CERTIFICATE);
		if (pem == null) {
			return null;
		}
		try {
			byte[] content = pem.strip().getBytes(StandardCharsets.US_ASCII);
			Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(content));
			require(read.size() == 1, "'certificate' must be one certificate in PEM");
			return (X509Certificate) read.iterator().next();
		}
		catch (CertificateException ex) {
			throw new IllegalArgumentException("'certificate' must be one certificate in PEM");
		}
	}

	private boolean showsValues() {
		require(this.values == null || this.values.equals("true") || this.values.equals("false"),
				"'values' must be 'true' or 'false'");
		return "true".equals(this.values);
	}

	private static String required(String name, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException("'%s' must be set".formatted(name));
		}
		return value;
	}

	private static @Nullable String bounded(String name, @Nullable String value, int length) {
		require(value == null || value.length() <= length,
				"'%s' must have at most %d characters".formatted(name, length));
		return value;
	}

	private static @Nullable String visible(String name, @Nullable String value) {
		require(value == null
				|| value.chars().noneMatch((character) -> character == ' ' || Character.isISOControl(character)),
				"'%s' must have no space and no control character".formatted(name));
		return value;
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/** Shows nothing of a token, header or claim. */
	@Override
	public String toString() {
		return "ExplainParameters";
	}

}
