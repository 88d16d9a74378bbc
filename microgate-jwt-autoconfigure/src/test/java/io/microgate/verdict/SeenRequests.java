package io.microgate.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * How the last request looked in each part of a reactive application that saw it.
 */
final class SeenRequests {

	private final Map<String, Seen> places = new ConcurrentHashMap<>();

	void clear() {
		this.places.clear();
	}

	void add(String place, ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		Map<String, List<String>> fields = new LinkedHashMap<>();
		request.getHeaders().headerNames().forEach((name) -> fields.put(name, request.getHeaders().getOrEmpty(name)));
		List<String> cookies = request.getCookies()
			.values()
			.stream()
			.flatMap(List::stream)
			.map(HttpCookie::toString)
			.toList();
		this.places.put(place,
				new Seen(fields, request.getURI().toString(), request.getQueryParams().toString(), cookies));
	}

	/** What a part has seen, {@code null} if the request did not get there. */
	Seen at(String place) {
		return this.places.get(place);
	}

	List<Seen> all() {
		return List.copyOf(this.places.values());
	}

	/**
	 * A request as one part has seen it.
	 *
	 * @param fields the header fields, names as spelled
	 * @param target the URI
	 * @param parameters parameters of the query
	 * @param cookies the cookies as parsed
	 */
	record Seen(Map<String, List<String>> fields, String target, String parameters, List<String> cookies) {

		List<String> field(String name) {
			HttpHeaders headers = new HttpHeaders();
			this.fields.forEach(headers::addAll);
			return headers.getOrEmpty(name);
		}

		@Override
		public String toString() {
			return this.fields + " " + this.target + " " + this.parameters + " " + this.cookies;
		}

	}

}
