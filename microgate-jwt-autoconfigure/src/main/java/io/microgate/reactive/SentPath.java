package io.microgate.reactive;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/**
 * Reads the path of a request as the client has sent it. The path that Spring has may
 * begin with what a header field of a proxy says.
 */
final class SentPath {

	private static final boolean NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private SentPath() {
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, SentPath.class.getClassLoader());
	}

	/**
	 * Reads the path.
	 * @param request the request
	 * @return the raw path without query
	 */
	static String of(ServerHttpRequest request) {
		Object sent = nativeRequest(request);
		if (NETTY && sent instanceof HttpServerRequest netty) {
			return path(netty.uri());
		}
		if (SERVLET && sent instanceof HttpServletRequest servlet) {
			return servlet.getRequestURI();
		}
		return request.getPath().value();
	}

	/**
	 * The request of the server, {@code null} for one of Spring's mocks, which have none.
	 */
	static @Nullable Object nativeRequest(ServerHttpRequest request) {
		try {
			return ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return null;
		}
	}

	/** A target may be absolute (RFC 9112 section 3.2.2). */
	private static String path(String target) {
		int authority = target.startsWith("/") ? -1 : target.indexOf("://");
		int start = (authority < 0) ? 0 : target.indexOf('/', authority + 3);
		int end = target.indexOf('?');
		if (start < 0 || (end >= 0 && end < start)) {
			return "/";
		}
		return (end < 0) ? target.substring(start) : target.substring(start, end);
	}

}
