package io.microgate.route;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.microgate.policy.Policy;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.function.SingletonSupplier;

/**
 * The paths of the health endpoint, which are open to GET and HEAD unless a route
 * protects them.
 */
public final class OpenPaths implements SmartInitializingSingleton {

	/**
	 * Nothing is open.
	 */
	public static final OpenPaths NONE = new OpenPaths(List::of);

	/**
	 * The methods for which the paths are open.
	 */
	public static final Set<String> METHODS = Set.of("GET", "HEAD");

	private final Supplier<List<OpenPath>> paths;

	private volatile @Nullable Protection protection;

	/**
	 * Creates the open paths.
	 * @param paths supplies the paths; called once, after all beans were created, because
	 * endpoints are known late
	 */
	public OpenPaths(Supplier<List<OpenPath>> paths) {
		this.paths = SingletonSupplier.of(paths);
	}

	/**
	 * Returns the same paths for routes that are not in force. What is compiled for a
	 * table of routes is kept once for each.
	 * @return the paths
	 */
	public OpenPaths forOtherRoutes() {
		return new OpenPaths(this.paths);
	}

	/**
	 * Looks for the endpoints before the first request, so that no request waits for it.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.paths.get();
	}

	/**
	 * The paths that are open.
	 * @return the paths
	 */
	public List<OpenPath> paths() {
		return this.paths.get();
	}

	/**
	 * Finds the route of a request unless its path is open. A route that begins at an
	 * open path or below protects the path where it begins, and all below, for every
	 * method and host: it was written for that path, so broader routes come after it.
	 * @param request the request
	 * @param routes the routes in force
	 * @return the match, or {@code null} if the request is allowed without a decision
	 */
	public @Nullable RouteMatch resolve(RequestFacts request, RouteTable routes) {
		String path = request.path();
		boolean concerned = false;
		boolean open = false;
		List<OpenPath> openPaths = this.paths.get();
		for (int i = 0; i < openPaths.size(); i++) {
			concerned = concerned || openPaths.get(i).concerns(path);
			open = open || openPaths.get(i).isOpen(path);
		}
		return concerned ? resolve(request, routes, open && METHODS.contains(request.method()))
				: routes.resolve(request);
	}

	private @Nullable RouteMatch resolve(RequestFacts request, RouteTable routes, boolean open) {
		RouteMatch protecting = protection(routes).resolve(request);
		if (protecting.route() != null) {
			return protecting;
		}
		if (open && !protecting.pathKnown()) {
			return null;
		}
		RouteMatch broader = routes.resolve(request);
		return (broader.route() == null && protecting.pathKnown()) ? protecting : broader;
	}

	/** Compiled once for each table, as routes may be replaced at run time. */
	private Protection protection(RouteTable routes) {
		Protection current = this.protection;
		if (current == null || current.routes() != routes) {
			current = Protection.of(routes, this.paths.get());
			this.protection = current;
		}
		return current;
	}

	/**
	 * The protecting part of a route table.
	 *
	 * @param routes the table
	 * @param written the matches that were written for open paths
	 * @param below what they protect beyond what they match
	 */
	private record Protection(RouteTable routes, RouteTable written, RouteTable below) {

		static Protection of(RouteTable routes, List<OpenPath> paths) {
			Map<String, Policy> policies = routes.policies();
			ProtectingRoutes parts = ProtectingRoutes.of(routes.matches(), policies::containsKey, paths);
			return new Protection(routes, RouteTable.compile(parts.written(), policies::get),
					RouteTable.compile(parts.below(), policies::get));
		}

		RouteMatch resolve(RequestFacts request) {
			RouteMatch match = this.written.resolve(request);
			if (match.route() != null) {
				return match;
			}
			RouteMatch matchBelow = this.below.resolve(request);
			return (matchBelow.route() == null && match.pathKnown()) ? match : matchBelow;
		}

	}

}
