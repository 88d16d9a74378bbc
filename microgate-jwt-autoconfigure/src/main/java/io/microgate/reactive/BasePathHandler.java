package io.microgate.reactive;

import io.microgate.request.RequestPath;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Refuses paths that begin with the characters of the base path but not with its
 * segments. Spring's handler looks at the characters alone, and then ends each such
 * request with an exception that is logged.
 */
public final class BasePathHandler implements HttpHandler {

	private final HttpHandler delegate;

	private final String basePath;

	/**
	 * Creates the handler.
	 * @param delegate the handler that is mounted below the base path
	 * @param basePath the base path, starting with a slash and not ending with one
	 */
	public BasePathHandler(HttpHandler delegate, String basePath) {
		this.delegate = delegate;
		this.basePath = basePath;
	}

	/**
	 * The handler that is mounted below the base path.
	 * @return the handler
	 */
	public HttpHandler delegate() {
		return this.delegate;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		String path = request.getPath().pathWithinApplication().value();
		if (!path.startsWith(this.basePath) || path.length() == this.basePath.length()
				|| path.charAt(this.basePath.length()) == '/') {
			return this.delegate.handle(request, response);
		}
		boolean elsewhere = RequestPath.decode(path) != null;
		response.setStatusCode(elsewhere ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST);
		return response.setComplete();
	}

}
