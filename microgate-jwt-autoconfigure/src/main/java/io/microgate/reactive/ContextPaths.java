package io.microgate.reactive;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The context paths by which a path has one reading. A forwarded header may name one:
 * Spring's handlers, and we, go by what comes behind it, but a gateway finds its routes
 * by the whole path.
 */
public final class ContextPaths {

	/**
	 * Everybody goes by what comes behind the context path.
	 */
	public static final ContextPaths ANY = new ContextPaths(null);

	private final @Nullable String only;

	private ContextPaths(@Nullable String only) {
		this.only = only;
	}

	/**
	 * For an application with a gateway.
	 * @param basePath where the application is mounted, empty for the root
	 * @return that path and no other
	 */
	public static ContextPaths only(String basePath) {
		return new ContextPaths(basePath);
	}

	boolean leaveOneReading(ServerHttpRequest request) {
		return this.only == null || this.only.equals(request.getPath().contextPath().value());
	}

}
