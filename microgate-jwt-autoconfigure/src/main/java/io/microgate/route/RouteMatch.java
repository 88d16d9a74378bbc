package io.microgate.route;

import org.jspecify.annotations.Nullable;

/**
 * What the route table knows of a request.
 *
 * @param route the route that is for the request, {@code null} when none is
 * @param literal the literal path or path prefix by which a route was found, {@code null}
 * when it was found by a pattern
 * @param pathKnown whether the path, if not the whole request, belongs to a route
 */
public record RouteMatch(@Nullable Route route, @Nullable String literal, boolean pathKnown) {

	/**
	 * No route is for this path on any host.
	 */
	public static final RouteMatch NONE = new RouteMatch(null, null, false);

}
