package io.microgate.test.token;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Sends tokens with requests of RestClient, RestTemplate and the test clients on top of
 * them.
 */
final class RestClientRequests {

	private RestClientRequests() {
	}

	/** Sets a token. One that a test has set before at the same place is replaced. */
	static HttpRequest send(HttpRequest request, PlacedToken token) {
		HttpHeaders headers = request.getHeaders();
		if (request.getAttributes().put(token.attribute(), true) == null && isOccupied(request, token)) {
			throw token.occupied();
		}
		if (token.proof() != null) {
			headers.set(KeyProof.FIELD, token.proof().of(request.getMethod().name(), request.getURI().getRawPath()));
		}
		if (token.certificate() != null) {
			headers.set(token.certificate().field(), token.certificate().value());
		}
		switch (token.kind()) {
			case HEADER -> headers.set(token.name(), token.value());
			case COOKIE -> setCookie(headers, token);
			case QUERY_PARAMETER -> {
				return new AddressedRequest(request, token.addTo(request.getURI()));
			}
		}
		return request;
	}

	private static boolean isOccupied(HttpRequest request, PlacedToken token) {
		return switch (token.kind()) {
			case HEADER -> request.getHeaders().containsHeader(token.name());
			case COOKIE -> request.getHeaders()
				.getOrEmpty(HttpHeaders.COOKIE)
				.stream()
				.flatMap(RestClientRequests::cookies)
				.anyMatch((pair) -> isCookie(pair, token));
			case QUERY_PARAMETER -> token.isIn(request.getURI().getRawQuery());
		};
	}

	/** In a field of its own, as MockMvc reads one cookie of a field. */
	private static void setCookie(HttpHeaders headers, PlacedToken token) {
		List<String> fields = new ArrayList<>(headers.getOrEmpty(HttpHeaders.COOKIE));
		fields.removeIf((field) -> cookies(field).allMatch((pair) -> isCookie(pair, token)));
		fields.add(token.name() + '=' + token.value());
		headers.put(HttpHeaders.COOKIE, fields);
		if (!headers.containsHeader(PlacedToken.FETCH_SITE)) {
			headers.set(PlacedToken.FETCH_SITE, PlacedToken.SAME_ORIGIN);
		}
	}

	private static Stream<String> cookies(String field) {
		return Arrays.stream(field.split(";")).map(String::strip);
	}

	private static boolean isCookie(String pair, PlacedToken token) {
		int equals = pair.indexOf('=');
		return pair.substring(0, (equals >= 0) ? equals : pair.length()).strip().equals(token.name());
	}

	/** A request to another address. */
	private static final class AddressedRequest extends HttpRequestWrapper {

		private final URI uri;

		private AddressedRequest(HttpRequest request, URI uri) {
			super(request);
			this.uri = uri;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

	}

}
