package io.microgate.actuate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * Where the health endpoint is reached: its path, and the additional paths that Boot adds
 * for probes.
 */
public final class HealthPaths {

	private static final EndpointId HEALTH = EndpointId.of("health");

	private HealthPaths() {
	}

	/**
	 * The paths on the application's port.
	 * @param endpoints the endpoints, {@code null} when there are none on the web
	 * @param samePort whether endpoints are on this port at all
	 * @param servletPath path of the dispatcher servlet, {@code /} or empty for the root
	 * @return paths that start with a slash
	 */
	public static List<String> onServer(@Nullable PathMappedEndpoints endpoints, boolean samePort, String servletPath) {
		String prefix = servletPath.endsWith("/") ? servletPath.substring(0, servletPath.length() - 1) : servletPath;
		return paths(endpoints, samePort, WebServerNamespace.SERVER).stream().map(prefix::concat).toList();
	}

	/**
	 * The paths on a separate management port.
	 * @param endpoints the endpoints, {@code null} when there are none on the web
	 * @return paths that start with a slash
	 */
	public static List<String> onManagementServer(@Nullable PathMappedEndpoints endpoints) {
		return paths(endpoints, true, WebServerNamespace.MANAGEMENT);
	}

	private static List<String> paths(@Nullable PathMappedEndpoints endpoints, boolean endpointIsHere,
			WebServerNamespace namespace) {
		List<String> paths = new ArrayList<>();
		if (endpoints != null) {
			paths.addAll(endpoints.getAdditionalPaths(namespace, HEALTH));
			String path = endpoints.getPath(HEALTH);
			if (endpointIsHere && path != null) {
				paths.add(path);
			}
		}
		// a root path would open everything
		paths.removeIf((path) -> path.length() < 2);
		return paths;
	}

}
