package io.microgate.reactive;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Writes the headers that Spring Security writes by default on the servlet stack, too,
 * just before a response is sent and only where the application has set none of its own.
 * The stock writers do the same, but copy all names and values for each response.
 */
final class SecurityHeadersWebFilter implements WebFilter {

	private static final String[][] CACHING = {
			{ HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate" },
			{ HttpHeaders.PRAGMA, "no-cache" }, { HttpHeaders.EXPIRES, "0" } };

	private static final String[][] CONTENT_TYPE = { { "X-Content-Type-Options", "nosniff" } };

	private static final String[][] TRANSPORT = {
			{ "Strict-Transport-Security", "max-age=31536000 ; includeSubDomains" } };

	private static final String[][] FRAMES = { { "X-Frame-Options", "DENY" } };

	private static final String[][] SCRIPTS = { { "X-XSS-Protection", "0" } };

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		exchange.getResponse().beforeCommit(() -> {
			write(exchange);
			return Mono.empty();
		});
		return chain.filter(exchange);
	}

	private static void write(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		HttpHeaders headers = response.getHeaders();
		if (response.getStatusCode() != HttpStatus.NOT_MODIFIED) {
			write(CACHING, headers);
		}
		write(CONTENT_TYPE, headers);
		if ("https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme())) {
			write(TRANSPORT, headers);
		}
		write(FRAMES, headers);
		write(SCRIPTS, headers);
	}

	/** Headers that belong together are written together or not at all. */
	private static void write(String[][] group, HttpHeaders headers) {
		for (String[] header : group) {
			if (headers.containsHeader(header[0])) {
				return;
			}
		}
		for (String[] header : group) {
			headers.set(header[0], header[1]);
		}
	}

}
