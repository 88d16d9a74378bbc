package io.microgate.request;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.microgate.match.AsciiCase;
import io.microgate.match.BudgetHolder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before anything is decided about it, the same on every web
 * stack. Implemented by the adapters; read lazily, so that a fact that is not asked for
 * costs nothing.
 */
public interface RequestFacts extends BudgetHolder {

	/**
	 * The method as sent, case-sensitive (RFC 9110 section 9.1).
	 * @return the method
	 */
	String method();

	/**
	 * The host asked for: lower case, without port and trailing dot.
	 * @return the host, empty when the request names none
	 */
	String host();

	/**
	 * The path without query and context path, percent-decoded once.
	 * @return the decoded path, starting with a slash; empty when there is no one reading
	 * of it
	 */
	String path();

	/**
	 * The path as the client has sent it: with the context path and percent-encoded,
	 * whatever header fields of proxies say, and also where the request is dispatched
	 * again to another path.
	 * @return the raw path without query
	 */
	default String rawPath() {
		return path();
	}

	/**
	 * Whether there is one reading of the path. A request is refused otherwise, whatever
	 * it asks for.
	 * @return {@code false} when the path may be read in another way elsewhere
	 */
	default boolean isPathJudged() {
		return !path().isEmpty();
	}

	/**
	 * Whether there is one reading of the host. Where routes are told apart by hosts, a
	 * request is refused otherwise.
	 * @return {@code false} when another host may be read elsewhere
	 */
	default boolean isHostJudged() {
		return HostName.hasOneReading(host());
	}

	/**
	 * The query string as sent.
	 * @return the raw query, or {@code null} when there is none
	 */
	@Nullable String query();

	/**
	 * Values of one query parameter, decoded as {@link QueryParameters} does.
	 * @param name the parameter, case-sensitive
	 * @return the values in the order sent
	 */
	default List<String> queryParameters(String name) {
		return QueryParameters.parse(query()).values(name);
	}

	/**
	 * Whether what answers the request may read further parameters together with those of
	 * the query: those of a form, also of one that a wildcard announces.
	 * @return {@code false} if the query has them all
	 */
	default boolean hasFurtherParameters() {
		for (String mediaType : headers("Content-Type")) {
			String lowerCase = AsciiCase.lower(mediaType);
			if (lowerCase.contains("application/x-www-form-urlencoded") || lowerCase.contains("multipart/")
					|| lowerCase.indexOf('*') >= 0) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Names of all header fields.
	 * @return the names, in any case and order
	 */
	Iterable<String> headerNames();

	/**
	 * Values of one header field, one by one as sent.
	 * @param name the field name in any case
	 * @return the values, empty when the field is absent
	 */
	List<String> headers(String name);

	/**
	 * Whether what chooses the answer takes the values of header fields apart as lists,
	 * as the predicates of a gateway do.
	 * @return {@code false} where values are read one by one
	 */
	default boolean hasHeaderElements() {
		return false;
	}

	/**
	 * Values of one header field, taken apart as lists.
	 * @param name the field name in any case
	 * @return the elements of all values, without quotes; the values themselves unless
	 * {@link #hasHeaderElements()}
	 */
	default List<String> headerElements(String name) {
		return headers(name);
	}

	/**
	 * The remote address as the server reports it, IPv4-mapped IPv6 addresses as IPv4.
	 * @return the address, or {@code null} when the server reports none
	 */
	@Nullable InetAddress remoteAddress();

	/**
	 * The address of the peer of the TCP connection, whatever forwarded header fields
	 * say.
	 * @return the address, or {@code null} when the server does not tell
	 */
	default @Nullable InetAddress peerAddress() {
		return null;
	}

	/**
	 * When the request is sent, if it is described and not received.
	 * @return the time, or {@code null} for now
	 */
	default @Nullable Instant sentAt() {
		return null;
	}

	/**
	 * The certificate that the peer of the TLS connection has presented and the server
	 * has accepted.
	 * @return the certificate of the peer itself, or {@code null} when there is none
	 */
	default @Nullable X509Certificate peerCertificate() {
		return null;
	}

}
