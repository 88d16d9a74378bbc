package io.microgate.engine;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Describes a request that is to be explained: what a client sends, and the token.
 *
 * @param method the method, case-sensitive
 * @param target the path as it is sent, percent-encoded, with the query and with the path
 * under which the application is mounted
 * @param host the host, with or without a port; {@code null} if it is in the headers
 * @param headers the header fields, each as {@code Name: value}
 * @param remoteAddress IP address of the client, {@code null} if it is not known
 * @param forwarded whether the server takes host and client from forwarded headers
 * @param token a token that is sent at the first source of the JWT that the request is
 * judged by, at the bearer token if that is one; {@code null} if it is in the headers or
 * in the query
 * @param claims the claims of such a token as JSON, without a signature; {@code null} if
 * there is a token
 * @param signatureAssumed whether the signature of the token counts as good
 * @param time when the request is sent, {@code null} for now
 * @param values whether values of claims are shown
 * @param certificate the certificate that the client presents when it connects,
 * {@code null} for none
 */
public record ExplainRequest(String method, String target, @Nullable String host, List<String> headers,
		@Nullable String remoteAddress, boolean forwarded, @Nullable String token, @Nullable String claims,
		boolean signatureAssumed, @Nullable Instant time, boolean values, @Nullable X509Certificate certificate) {

	/**
	 * Checks what can be checked of a request without a configuration.
	 * @throws IllegalArgumentException if the request cannot be explained, with a message
	 * that quotes nothing of a header, a token or claims
	 */
	public ExplainRequest {
		Assert.isTrue(isPlain(method), "The method must be a word");
		Assert.isTrue(isPlain(target), "The path must have no spaces and control characters, write them encoded");
		Assert.isTrue(host == null || isPlain(host), "The host must have no spaces and control characters");
		Assert.isTrue(target.startsWith("/"), "The path must start with a slash");
		Assert.isTrue(token == null || claims == null, "Only one of a token and claims can be given");
		headers = List.copyOf(headers);
		for (String header : headers) {
			int colon = header.indexOf(':');
			Assert.isTrue(colon > 0 && isPlain(header.substring(0, colon)) && !hasLineEnd(header),
					"Each header must have the form 'Name: value' and be one line");
		}
	}

	/**
	 * Describes a request of a client that presents no certificate.
	 * @param method the method, case-sensitive
	 * @param target the path as it is sent
	 * @param host the host
	 * @param headers the header fields
	 * @param remoteAddress IP address of the client
	 * @param forwarded whether the server takes host and client from forwarded headers
	 * @param token a token
	 * @param claims the claims of a token as JSON
	 * @param signatureAssumed whether the signature of the token counts as good
	 * @param time when the request is sent
	 * @param values whether values of claims are shown
	 */
	public ExplainRequest(String method, String target, @Nullable String host, List<String> headers,
			@Nullable String remoteAddress, boolean forwarded, @Nullable String token, @Nullable String claims,
			boolean signatureAssumed, @Nullable Instant time, boolean values) {
		this(method, target, host, headers, remoteAddress, forwarded, token, claims, signatureAssumed, time, values,
				null);
	}

	/** What could begin another part of a request is no part of this one. */
	private static boolean isPlain(String text) {
		return !text.isEmpty() && text.chars().noneMatch((character) -> character <= ' ' || character == 0x7f);
	}

	private static boolean hasLineEnd(String text) {
		return text.chars().anyMatch((character) -> character == '\r' || character == '\n' || character == 0);
	}

	/** Leaves out what may be a token. */
	@Override
	public String toString() {
		return "ExplainRequest[method=%s, host=%s, time=%s]".formatted(this.method, this.host, this.time);
	}

	/**
	 * Creates a request without headers, token and claims.
	 * @param method the method
	 * @param target the path, with the query
	 * @return the request
	 */
	public static ExplainRequest of(String method, String target) {
		return new ExplainRequest(method, target, null, List.of(), null, false, null, null, false, null, false);
	}

}
