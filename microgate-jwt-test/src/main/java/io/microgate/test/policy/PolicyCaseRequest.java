package io.microgate.test.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The request of a case. Where {@code {token}} is in a header field or in the query, the
 * token is sent there, and else at the first source of its JWT.
 *
 * @param method the method
 * @param path the path as it is sent, percent-encoded, with the query
 * @param host the host, {@code null} for none
 * @param headers the header fields, in their order
 * @param remoteAddress IP address of the client, {@code null} if it is not known
 * @param certificate the certificate that the client presents, {@code null} for none
 */
public record PolicyCaseRequest(String method, String path, @Nullable String host, Map<String, List<String>> headers,
		@Nullable String remoteAddress, @Nullable PolicyCaseCertificate certificate) {

	/** Stands for the token. */
	public static final String TOKEN = "{token}";

	/** A value of the query, unless it stands for the token. */
	private static final Pattern PARAMETER_VALUE = Pattern.compile("=(?!\\{token}(?:&|$))[^&]+");

	/**
	 * Copies the header fields.
	 */
	public PolicyCaseRequest {
		Map<String, List<String>> copy = new LinkedHashMap<>();
		headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		headers = Collections.unmodifiableMap(copy);
	}

	/**
	 * Creates a request of a client that presents no certificate.
	 * @param method the method
	 * @param path the path, with the query
	 * @param host the host
	 * @param headers the header fields
	 * @param remoteAddress IP address of the client
	 */
	public PolicyCaseRequest(String method, String path, @Nullable String host, Map<String, List<String>> headers,
			@Nullable String remoteAddress) {
		this(method, path, host, headers, remoteAddress, null);
	}

	/**
	 * Presents a certificate.
	 * @param presented the certificate, {@code null} for none
	 * @return the same request with it
	 */
	public PolicyCaseRequest presenting(@Nullable PolicyCaseCertificate presented) {
		return new PolicyCaseRequest(this.method, this.path, this.host, this.headers, this.remoteAddress, presented);
	}

	/**
	 * Creates a request that has no more than a request line.
	 * @param method the method
	 * @param path the path, with the query
	 * @return the request
	 */
	public static PolicyCaseRequest of(String method, String path) {
		return new PolicyCaseRequest(method, path, null, Map.of(), null);
	}

	/**
	 * Whether the request says where the token is sent.
	 * @return {@code false} if the JWT does
	 */
	boolean placesToken() {
		return this.path.contains(TOKEN)
				|| this.headers.values().stream().flatMap(List::stream).anyMatch((value) -> value.contains(TOKEN));
	}

	/**
	 * The request line, with the host if there is one. Leaves out values of query
	 * parameters, which may be a token.
	 */
	@Override
	public String toString() {
		int question = this.path.indexOf('?');
		String shown = (question < 0) ? this.path : this.path.substring(0, question + 1)
				+ PARAMETER_VALUE.matcher(this.path.substring(question + 1)).replaceAll("=...");
		return "%s %s%s".formatted(this.method, (this.host != null) ? this.host : "", shown);
	}

}
