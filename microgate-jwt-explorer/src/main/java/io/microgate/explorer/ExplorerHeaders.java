package io.microgate.explorer;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The response headers of the page, also of refusals: what a browser may do with it. The
 * path is compared as Spring finds the endpoint, so that no other spelling of it is
 * without them.
 */
final class ExplorerHeaders {

	private final SingletonSupplier<Predicate<PathContainer>> page;

	private final Map<String, String> headers;

	/**
	 * Creates the headers of an endpoint.
	 * @param endpoint the endpoint
	 * @param endpoints the endpoints with their paths, looked up by the first request
	 */
	ExplorerHeaders(ExplorerEndpoint endpoint, ObjectProvider<PathMappedEndpoints> endpoints) {
		this.page = SingletonSupplier.of(() -> page(endpoints.getIfAvailable()));
		this.headers = Map.of("Content-Security-Policy", endpoint.contentSecurityPolicy(), "X-Content-Type-Options",
				"nosniff", "Referrer-Policy", "no-referrer", "Cache-Control", "no-store", "Cross-Origin-Opener-Policy",
				"same-origin");
	}

	private static Predicate<PathContainer> page(@Nullable PathMappedEndpoints endpoints) {
		String path = (endpoints != null) ? endpoints.getPath(ExplorerEndpoint.ID) : null;
		return (path != null) ? PathPatternParser.defaultInstance.parse(path)::matches : (request) -> false;
	}

	/**
	 * Writes the headers if a request is for the page.
	 * @param path path of the request within the application
	 * @param response receives name and value of each
	 */
	void write(PathContainer path, BiConsumer<String, String> response) {
		if (this.page.obtain().test(path)) {
			this.headers.forEach(response);
		}
	}

}
