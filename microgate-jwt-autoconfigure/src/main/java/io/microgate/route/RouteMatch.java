package io.microgate.route;

import java.util.Map;

import io.microgate.match.SegmentPosition;
import io.microgate.policy.PathVariables;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The result of a lookup of a request in the route table.
 *
 * @param route the route of the request, {@code null} if there is none
 * @param path the paths of the match, {@code null} if no route was found
 * @param pathKnown whether the path, if not the whole request, belongs to a route
 */
public record RouteMatch(@Nullable Route route, @Nullable RoutePath path, boolean pathKnown) implements PathVariables {

	/**
	 * No route takes this path on any host.
	 */
	public static final RouteMatch NONE = new RouteMatch(null, null, false);

	/**
	 * The path that all paths are or lie below by which the route was found.
	 * @return the path, {@code null} when a regular expression found it, or none was
	 * found
	 */
	public @Nullable String literal() {
		return (this.path != null) ? this.path.literalBeginning() : null;
	}

	/**
	 * Whether the route was found because it names a path as a whole.
	 * @param requestPath the path
	 * @return whether it is one path, and this one
	 */
	public boolean names(String requestPath) {
		return this.path != null && this.path.kind() == RoutePath.Kind.LITERAL && this.path.text().equals(requestPath);
	}

	/**
	 * Reads the values of the path variables.
	 * @param requestPath the path of the request
	 * @return the values by name
	 */
	public Map<String, String> variables(String requestPath) {
		return (this.path != null && this.path.kind() == RoutePath.Kind.PATTERN) ? this.path.variables(requestPath)
				: Map.of();
	}

	@Override
	public @Nullable String read(String name, RequestFacts request) {
		SegmentPosition position = (this.path != null) ? this.path.positionOf(name) : null;
		return (position != null) ? position.read(request.path()) : null;
	}

}
