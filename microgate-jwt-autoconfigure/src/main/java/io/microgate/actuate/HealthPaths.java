package io.microgate.actuate;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.PathPatternText;
import io.microgate.route.OpenPath;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * Finds the paths of the health endpoint: its own path and all below except other
 * endpoints, and the additional paths that Boot adds for groups.
 */
public final class HealthPaths {

	private static final EndpointId HEALTH = EndpointId.of("health");

	private HealthPaths() {
	}

	/**
	 * Finds the paths on the application's port.
	 * @param endpoints the endpoints, {@code null} when there are none on the web
	 * @param samePort whether endpoints are on this port at all
	 * @param servletPath path of the dispatcher servlet, {@code /} or empty for the root
	 * @return the paths that are open
	 */
	public static List<OpenPath> onServer(@Nullable PathMappedEndpoints endpoints, boolean samePort,
			String servletPath) {
		String prefix = servletPath.endsWith("/") ? servletPath.substring(0, servletPath.length() - 1) : servletPath;
		return paths(endpoints, samePort, WebServerNamespace.SERVER, prefix);
	}

	/**
	 * Finds the paths on a separate management port.
	 * @param endpoints the endpoints, {@code null} when there are none on the web
	 * @return the paths that are open
	 */
	public static List<OpenPath> onManagementServer(@Nullable PathMappedEndpoints endpoints) {
		return paths(endpoints, true, WebServerNamespace.MANAGEMENT, "");
	}

	private static List<OpenPath> paths(@Nullable PathMappedEndpoints endpoints, boolean endpointIsHere,
			WebServerNamespace namespace, String prefix) {
		List<OpenPath> paths = new ArrayList<>();
		if (endpoints == null) {
			return paths;
		}
		for (String additional : endpoints.getAdditionalPaths(namespace, HEALTH)) {
			String path = withoutSlash(additional);
			if (isBelowRoot(path)) {
				paths.add(OpenPath.alone(prefix + path));
			}
		}
		String path = endpoints.getPath(HEALTH);
		if (endpointIsHere && path != null && isBelowRoot(withoutSlash(path))) {
			paths.add(endpoint(withoutSlash(path), prefix, otherEndpoints(endpoints, path)));
		}
		return List.copyOf(paths);
	}

	/**
	 * An endpoint may answer all below the literal beginning of its path, by variables
	 * and selectors. One that begins at health or above it may answer any path below
	 * health, as Spring prefers a variable to the {@code **} of health.
	 */
	private static OpenPath endpoint(String health, String prefix, List<String> others) {
		List<String> below = new ArrayList<>();
		for (String other : others) {
			if (isAtOrBelow(health, other)) {
				return OpenPath.alone(prefix + health);
			}
			if (isAtOrBelow(other, health)) {
				below.add(prefix + other);
			}
		}
		return OpenPath.withBelow(prefix + health, List.copyOf(below));
	}

	private static List<String> otherEndpoints(PathMappedEndpoints endpoints, String health) {
		List<String> paths = new ArrayList<>(endpoints.getAllPaths());
		paths.remove(health);
		List<String> beginnings = new ArrayList<>();
		for (String path : paths) {
			beginnings.add(PathPatternText.parse(path).literalBeginning());
		}
		return beginnings;
	}

	private static boolean isAtOrBelow(String path, String ancestor) {
		return (path + '/').startsWith(withoutSlash(ancestor) + '/');
	}

	private static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	/** A root path would open everything. */
	private static boolean isBelowRoot(String path) {
		return path.length() > 1;
	}

}
