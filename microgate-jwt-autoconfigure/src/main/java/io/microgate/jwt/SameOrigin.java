package io.microgate.jwt;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.request.RequestFacts;

import org.springframework.http.HttpHeaders;

/**
 * Tells whether another site may have caused a request that changes something: a browser
 * adds cookies to it all the same.
 */
final class SameOrigin {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Pattern ORIGIN = Pattern
		.compile("(https?)://([^/?#@:\\[\\]\\s]+|\\[[0-9a-f:.]+])(?::([0-9]+))?");

	private static final Pattern HOST = Pattern.compile("([^/?#@:\\[\\]\\s]+|\\[[0-9a-f:.]+])(?::([0-9]+))?");

	private SameOrigin() {
	}

	/**
	 * Whether a cookie may speak for the client.
	 * @param request the request
	 * @return whether the request is harmless or comes from its own origin for certain
	 */
	static boolean isAssured(RequestFacts request) {
		if (SAFE_METHODS.contains(request.method()) && !isWebSocket(request)) {
			return true;
		}
		List<String> fetchSite = request.headers("Sec-Fetch-Site");
		if (!fetchSite.isEmpty()) {
			return fetchSite.equals(List.of("same-origin"));
		}
		List<String> origins = request.headers(HttpHeaders.ORIGIN);
		List<String> hosts = request.headers(HttpHeaders.HOST);
		return origins.size() == 1 && hosts.size() == 1 && isSame(lowerCase(origins.get(0)), lowerCase(hosts.get(0)));
	}

	private static boolean isWebSocket(RequestFacts request) {
		return request.headers(HttpHeaders.UPGRADE)
			.stream()
			.anyMatch((value) -> lowerCase(value).contains("websocket"));
	}

	/**
	 * The scheme is not compared, as it is not known behind a proxy; it only says which
	 * port is meant where none is written.
	 */
	private static boolean isSame(String originValue, String hostValue) {
		Matcher origin = ORIGIN.matcher(originValue);
		Matcher host = HOST.matcher(hostValue);
		if (!origin.matches() || !host.matches()) {
			return false;
		}
		String defaultPort = "https".equals(origin.group(1)) ? "443" : "80";
		return origin.group(2).equals(host.group(1))
				&& port(origin.group(3), defaultPort).equals(port(host.group(2), defaultPort));
	}

	private static String port(String port, String defaultPort) {
		return (port != null) ? port : defaultPort;
	}

	private static String lowerCase(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
