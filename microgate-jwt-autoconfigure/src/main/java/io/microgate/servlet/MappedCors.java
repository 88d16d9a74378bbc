package io.microgate.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;

/**
 * Finds the CORS configuration of the handler that a request is for.
 */
@FunctionalInterface
public interface MappedCors {

	/**
	 * Without handlers that have any.
	 */
	MappedCors NONE = (request) -> null;

	/**
	 * Finds the configuration of a request that may not have been decided yet.
	 * @param request the request, a preflight or the request itself
	 * @return the configuration, or {@code null} when nothing is configured
	 */
	@Nullable CorsConfiguration find(HttpServletRequest request);

}
