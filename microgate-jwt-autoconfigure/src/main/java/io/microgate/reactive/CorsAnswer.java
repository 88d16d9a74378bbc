package io.microgate.reactive;

import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * What a CORS configuration answers to a request, not yet written to the response.
 */
public final class CorsAnswer {

	/** There is no configuration. */
	static final CorsAnswer NONE = new CorsAnswer(new HttpHeaders(), false);

	private static final String PREFIX = "Access-Control-";

	private final HttpHeaders headers = new HttpHeaders();

	private final boolean rejected;

	CorsAnswer(HttpHeaders headers, boolean rejected) {
		headers.forEach((name, values) -> {
			if (isOfCors(name)) {
				this.headers.put(name, List.copyOf(values));
			}
		});
		this.rejected = rejected;
	}

	private static boolean isOfCors(String name) {
		return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) || name.equalsIgnoreCase(HttpHeaders.VARY);
	}

	/**
	 * Whether a configuration governs the request: each says at least on what it varies.
	 */
	boolean isGoverned() {
		return this.rejected || !this.headers.isEmpty();
	}

	/** Answers a preflight. */
	void answerPreFlight(ServerHttpResponse response) {
		writeHeaders(response);
		if (this.rejected) {
			response.setStatusCode(HttpStatus.FORBIDDEN);
		}
	}

	void writeHeaders(ServerHttpResponse response) {
		HttpHeaders target = response.getHeaders();
		this.headers.forEach((name, values) -> {
			List<String> present = target.getOrEmpty(name);
			values.stream()
				.filter((value) -> !present.contains(value))
				.toList()
				.forEach((value) -> target.add(name, value));
		});
	}

}
